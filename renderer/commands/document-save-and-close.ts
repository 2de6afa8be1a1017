import { command } from '#renderer/registry/command.ts';
import { saveDocument } from '#renderer/state/saving.ts';

export const documentSaveAndClose = command({
  id: 'document.save-and-close',
  title: 'Save and Close',
  category: 'File',
  palette: false,
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async ({ run }, { uri, group }: { readonly uri: string; readonly group: number }) => {
    await saveDocument(uri);
    await run('editor.close', { key: uri, group });
  },
});
