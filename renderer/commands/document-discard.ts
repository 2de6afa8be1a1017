import { command } from '#renderer/registry/command.ts';
import { dropDraft } from '#renderer/state/documents.ts';

export const documentDiscard = command({
  id: 'document.discard',
  title: 'Discard What Is Not Saved',
  category: 'File',
  palette: false,
  run: async ({ run }, { uri, group }: { readonly uri: string; readonly group?: number }) => {
    dropDraft(uri);
    if (group !== undefined) await run('editor.close', { key: uri, group });
  },
});
