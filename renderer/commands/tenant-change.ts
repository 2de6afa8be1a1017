import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { notify } from '#renderer/state/notifications.ts';
import { forgetPage, pageDetail, readyPage } from '#renderer/state/tenants.ts';

export const tenantChange = command({
  id: 'tenant.change',
  title: 'Save the Settings of a Tenant',
  category: 'Tenants',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  palette: false,
  run: async (_context, { tenant }: { tenant: string }) => {
    const ready = await readyPage(tenant, await pageDetail(tenant));
    if (ready === null) return;
    await call('tenants.change', { ...ready.connection, tenant });
    forgetPage(tenant);
    notify({ id: `tenant ${tenant}`, message: `The settings of ${ready.connection.name} are saved.` });
  },
});
