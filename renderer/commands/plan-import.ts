import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { notify } from '#renderer/state/notifications.ts';

export const planImport = command({
  id: 'plan.import',
  title: 'Import a Signed Plan…',
  category: 'Plans',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  menus: [{ menu: 'file', group: '2_import', order: 6 }],
  run: async ({ run }) => {
    const { paths } = await call('host.chooseFiles', { title: 'Import a Signed Plan' });
    const [path] = paths;
    if (path === undefined) return;
    const { plan, signedBy } = await call('plans.importSigned', { path });
    notify({
      message: 'The plan is here as it was signed.',
      hint: `By the workspace ${signedBy}. It waits for approval.`,
    });
    await run('editor.open', { uri: `nhi:/plan/${plan}`, preview: false });
  },
});
