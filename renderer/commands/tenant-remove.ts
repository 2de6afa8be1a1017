import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { changePage, forgetPage, tenantOf } from '#renderer/state/tenants.ts';

export const tenantRemove = command({
  id: 'tenant.remove',
  title: 'Remove the Tenant…',
  category: 'Tenants',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async ({ keys, run }, argument?: { readonly tenant: string; readonly confirmed?: boolean }) => {
    const tenant = tenantOf(argument, keys.uri);
    if (argument?.confirmed !== true) {
      changePage(tenant, { removing: true });
      return run('editor.open', { uri: `nhi:/tenant/${tenant}` });
    }
    await call('tenants.remove', { tenant });
    forgetPage(tenant);
    await run('editor.open', { uri: 'nhi:/tenants' });
    await run('editor.close', { key: `nhi:/tenant/${tenant}` });
  },
});
