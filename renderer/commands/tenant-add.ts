import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { notify } from '#renderer/state/notifications.ts';
import { forgetPage, newTenant, readyPage, testPage, useTenants } from '#renderer/state/tenants.ts';

/** Tests first: what cannot be reached is not kept, and what was typed is not lost over it. */
export const tenantAdd = command({
  id: 'tenant.add',
  title: 'Add the Tenant',
  category: 'Tenants',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  palette: false,
  run: async ({ run }) => {
    const ready = await readyPage(newTenant, null);
    if (ready === null) return;
    const test = await testPage(newTenant, ready.connection);
    if (!test.ok) return;
    const secret = useTenants.getState().pages[newTenant]?.held.secret ?? null;
    const { tenant } = await call('tenants.add', { ...ready.connection, secret });
    forgetPage(newTenant);
    await run('editor.close', { key: 'nhi:/tenant/new' });
    await run('editor.open', { uri: `nhi:/tenant/${tenant}`, preview: false });
    notify({
      id: `tenant ${tenant}`,
      message: `${ready.connection.name} is connected, read-only.`,
      hint: 'Sync to bring its identities into the inventory.',
      actions: [{ label: 'Sync Now', command: 'tenant.sync', args: { tenant } }],
    });
  },
});
