import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { useSession } from '#renderer/state/session.ts';

export const workspaceShowInFolder = command({
  id: 'workspace.show-in-folder',
  title: 'Show Workspace in Folder',
  category: 'File',
  when: (keys) => keys.workspaceOpen,
  menus: [{ menu: 'file', group: '2_import', order: 5 }],
  run: async () => {
    const path = useSession.getState().status?.workspace?.path;
    if (path !== undefined) await call('host.showInFolder', { path });
  },
});
