import { command } from '#renderer/registry/command.ts';
import { isInFront } from '#renderer/state/layout.ts';
import { notify } from '#renderer/state/notifications.ts';
import { syncTenant, tenantOf } from '#renderer/state/tenants.ts';
import { plural } from '#renderer/ui/format.ts';

export const tenantSync = command({
  id: 'tenant.sync',
  title: 'Sync the Tenant',
  category: 'Tenants',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async ({ keys }, argument?: { readonly tenant: string; readonly afresh?: boolean }) => {
    const tenant = tenantOf(argument, keys.uri);
    const { imported, unchanged, rejected } = await syncTenant(tenant, argument?.afresh ?? false);
    notify({
      id: `tenant ${tenant}`,
      severity: rejected > 0 ? 'warning' : 'info',
      // Who looks at the tenant sees its syncs.
      quiet: rejected === 0 && isInFront(`nhi:/tenant/${tenant}`),
      message: `Synced: ${plural(imported, 'record')} new or changed, ${unchanged} as before.`,
      hint: rejected > 0 ? `${plural(rejected, 'record')} could not be read. See Problems.` : '',
    });
  },
});
