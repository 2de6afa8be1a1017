import { command } from '#renderer/registry/command.ts';
import { cancelTest } from '#renderer/state/tenants.ts';

export const tenantCancelTest = command({
  id: 'tenant.cancel-test',
  title: 'Cancel the Test of a Connection',
  category: 'Tenants',
  palette: false,
  run: (_context, { key }: { key: string }) => cancelTest(key),
});
