import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';

export const workspaceOpen = command({
  id: 'workspace.open',
  title: 'Open Workspace…',
  category: 'File',
  key: 'Mod+O',
  when: (keys) => keys.engineRunning,
  menus: [{ menu: 'file', group: '1_new', order: 2 }],
  run: async ({ run }) => {
    const { path } = await call('host.chooseWorkspace', { purpose: 'open' });
    if (path !== null) await run('workspace.open-path', { path });
  },
});
