import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { editorFor } from '#renderer/registry/contributions.ts';
import { setLayout } from '#renderer/state/layout.ts';
import { changeTabs, withoutWorkspacePages } from '#renderer/state/tabs.ts';

export const workspaceClose = command({
  id: 'workspace.close',
  title: 'Close Workspace',
  category: 'File',
  when: (keys) => keys.workspaceOpen,
  menus: [{ menu: 'file', group: '4_close', order: 2 }],
  run: async ({ run }) => {
    await call('workspace.close', {});
    changeTabs((layout) => withoutWorkspacePages(layout, (uri) => editorFor(uri)?.standalone === true));
    setLayout({ workspaceId: null });
    await run('editor.open', { uri: 'nhi:/welcome' });
  },
});
