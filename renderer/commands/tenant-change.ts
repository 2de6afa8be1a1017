import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { notify } from '#renderer/state/notifications.ts';
import { formOf } from '#renderer/state/tenant-form.ts';
import { changePage, forgetPage, pageDetail, readyPage } from '#renderer/state/tenants.ts';

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
    const detail = await pageDetail(tenant);
    forgetPage(tenant);
    // What is kept now stays on the page, whenever its view comes.
    if (detail !== null) changePage(tenant, { form: formOf(detail) });
    notify({ id: `tenant ${tenant}`, message: `The settings of ${ready.connection.name} are saved.` });
  },
});
