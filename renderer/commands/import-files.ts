import { command } from '#renderer/registry/command.ts';
import { isUnambiguous, lookInto, useImport } from '#renderer/state/import.ts';
import { useSession } from '#renderer/state/session.ts';

/** Looks into the files and shows them; starts at once where nothing is left to ask. */
export const importFiles = command({
  id: 'import.files',
  title: 'Import These Files',
  category: 'File',
  when: (keys) => keys.engineRunning,
  palette: false,
  run: async ({ run }, { paths }: { paths: readonly string[] }) => {
    const looking = lookInto(paths);
    await run('editor.open', { uri: 'nhi:/import' });
    await looking;
    if (useImport.getState().phase !== 'ready') return;
    if (useSession.getState().status?.workspace?.readOnly === false && isUnambiguous(useImport.getState().files)) {
      await run('import.start');
    }
  },
});
