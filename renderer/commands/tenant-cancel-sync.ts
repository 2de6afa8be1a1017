import { command } from '#renderer/registry/command.ts';
import { cancelSync, tenantOf } from '#renderer/state/tenants.ts';

export const tenantCancelSync = command({
  id: 'tenant.cancel-sync',
  title: 'Cancel the Sync of the Tenant',
  category: 'Tenants',
  when: (keys) => keys.workspaceOpen,
  run: ({ keys }, argument?: { readonly tenant: string }) => cancelSync(tenantOf(argument, keys.uri)),
});
