import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';

export const tenantAllowWrites = command({
  id: 'tenant.allow-writes',
  title: 'Allow Writing to a Tenant',
  category: 'Tenants',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  palette: false,
  run: async (_context, { tenant, writes }: { tenant: string; writes: boolean }) => {
    await call('tenants.allowWrites', { tenant, writes });
  },
});
