import { command } from '#renderer/registry/command.ts';
import { editorFor } from '#renderer/registry/contributions.ts';
import { setLayout } from '#renderer/state/layout.ts';
import { changeTabs, withoutWorkspacePages } from '#renderer/state/tabs.ts';

/** What every way of opening a workspace ends with: pages of the one before are closed, the inventory is shown. */
export const workspaceOpened = command({
  id: 'workspace.opened',
  title: 'Show the Opened Workspace',
  category: 'File',
  palette: false,
  run: async ({ run }) => {
    changeTabs((layout) => withoutWorkspacePages(layout, (uri) => editorFor(uri)?.standalone === true));
    await run('editor.open', { uri: 'nhi:/inventory' });
    setLayout({ activity: 'inventory' });
  },
});
