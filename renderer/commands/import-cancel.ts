import { command } from '#renderer/registry/command.ts';
import { cancelImport } from '#renderer/state/import.ts';

export const importCancel = command({
  id: 'import.cancel',
  title: 'Cancel the Import',
  category: 'File',
  palette: false,
  run: () => cancelImport(),
});
