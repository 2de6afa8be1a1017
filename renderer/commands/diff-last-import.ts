import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { diffUri } from '#renderer/state/diff.ts';
import { notify } from '#renderer/state/notifications.ts';

export const diffLastImport = command({
  id: 'diff.last-import',
  title: 'Show What Changed Since the Last Import',
  category: 'Go',
  when: (keys) => keys.workspaceOpen && keys.engineRunning,
  menus: [{ menu: 'go', group: '6_moment', order: 4 }],
  run: async ({ run }) => {
    const { lastImport } = await call('moments.recent', { count: 1 });
    if (lastImport === null) notify({ message: 'Nothing was imported yet.' });
    else await run('editor.open', { uri: diffUri({ from: { seq: lastImport - 1 }, to: null }), preview: false });
  },
});
