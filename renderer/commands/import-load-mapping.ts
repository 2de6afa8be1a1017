import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { applyMapping } from '#renderer/state/import.ts';
import { notify } from '#renderer/state/notifications.ts';
import { plural } from '#renderer/ui/format.ts';

/** A mapping that another analyst saved. */
export const importLoadMapping = command({
  id: 'import.load-mapping',
  title: 'Load a Column Mapping…',
  category: 'File',
  when: (keys) => keys.engineRunning,
  palette: false,
  run: async (_context, { key }: { key: string }) => {
    const { paths } = await call('host.chooseFiles', { title: 'Load a Column Mapping' });
    const [path] = paths;
    if (path === undefined) return;
    const { mapping } = await call('imports.loadMapping', { path });
    const count = applyMapping(key, mapping);
    notify({
      id: 'import-mapping',
      severity: count === 0 ? 'warning' : 'info',
      message: count === 0 ? 'The mapping fits none of the columns.' : `The mapping fits ${plural(count, 'column')}.`,
    });
  },
});
