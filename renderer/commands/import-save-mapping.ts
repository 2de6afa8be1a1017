import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { useImport } from '#renderer/state/import.ts';
import { notify } from '#renderer/state/notifications.ts';

/** What the columns of a table mean, as a small file for other analysts. */
export const importSaveMapping = command({
  id: 'import.save-mapping',
  title: 'Save the Column Mapping…',
  category: 'File',
  when: (keys) => keys.engineRunning,
  palette: false,
  run: async (_context, { key }: { key: string }) => {
    const file = useImport.getState().files.find((each) => each.key === key);
    if (file === undefined) return;
    const stem = (file.name.split('/').at(-1) ?? '').replace(/\.[^.]*$/, '').replaceAll(/[^\p{L}\p{N} ._-]/gu, '-');
    const { path } = await call('host.chooseSave', {
      title: 'Save the Column Mapping',
      name: `${stem.slice(0, 100)} mapping.json`,
    });
    if (path === null) return;
    await call('imports.saveMapping', { path, mapping: file.mapping });
    notify({
      id: 'import-mapping',
      severity: 'info',
      message: 'The mapping is saved.',
      hint: 'Whoever loads it reads such files as you do.',
    });
  },
});
