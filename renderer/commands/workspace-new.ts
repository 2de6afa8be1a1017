import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';

export const workspaceNew = command({
  id: 'workspace.new',
  title: 'New Workspace…',
  category: 'File',
  key: 'Mod+Shift+N',
  when: (keys) => keys.engineRunning,
  menus: [{ menu: 'file', group: '1_new', order: 1 }],
  run: async ({ run }) => {
    const { path } = await call('host.chooseWorkspace', { purpose: 'create' });
    if (path === null) return;
    await call('workspace.create', { path });
    await run('workspace.opened');
  },
});
