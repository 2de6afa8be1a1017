import { command } from '#renderer/registry/command.ts';
import { pageDetail, readyPage, testPage } from '#renderer/state/tenants.ts';

export const tenantTest = command({
  id: 'tenant.test',
  title: 'Test Connection',
  category: 'Tenants',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  palette: false,
  run: async (_context, { key }: { key: string }) => {
    const ready = await readyPage(key, await pageDetail(key));
    if (ready !== null) await testPage(key, ready.connection);
  },
});
