import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { type Narrowing, pairOf } from '#renderer/state/diff.ts';
import { notify } from '#renderer/state/notifications.ts';
import { plural } from '#renderer/ui/format.ts';

/** The name of the file says in which form: `.json`, else CSV. */
export const diffExport = command({
  id: 'diff.export',
  title: 'Export the Comparison as CSV or JSON…',
  category: 'Go',
  when: (keys) => keys.editor === 'diff' && keys.engineRunning,
  run: async ({ keys }, given?: { readonly uri: string; readonly narrowing: Narrowing }) => {
    const uri = given?.uri ?? keys.uri ?? '';
    const pair = pairOf(uri);
    if (pair === null) return;
    const { path } = await call('host.chooseSave', {
      title: 'Export the Comparison (name it .csv or .json)',
      name: `${uri.slice(uri.lastIndexOf('/') + 1).replace('..', ' to ')}.csv`,
    });
    if (path === null) return;
    const format = path.toLowerCase().endsWith('.json') ? 'json' : 'csv';
    const { what = [], text = '' } = given?.narrowing ?? {};
    const { rows } = await call('moments.export', { ...pair, what: [...what], text, format, path });
    notify({
      id: 'diff-export',
      message: `${plural(rows, 'change')} exported as ${format.toUpperCase()}.`,
      hint: path,
    });
  },
});
