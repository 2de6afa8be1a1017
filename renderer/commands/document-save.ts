import { command } from '#renderer/registry/command.ts';
import { isDirty } from '#renderer/state/documents.ts';
import { overOf } from '#renderer/state/saved-views.ts';
import { saveDocument } from '#renderer/state/saving.ts';

/** Saves what the page in front holds: a document that is written, or the query of a list as a view. */
export const documentSave = command({
  id: 'document.save',
  title: 'Save',
  category: 'File',
  key: 'Mod+S',
  when: (keys) =>
    keys.workspaceOpen &&
    keys.engineRunning &&
    !keys.readOnly &&
    keys.uri !== null &&
    (isDirty(keys.uri) || overOf(keys.editor) !== null),
  menus: [{ menu: 'file', group: '3_save', order: 1 }],
  run: async ({ keys, run }) => {
    const { uri } = keys;
    if (uri === null || !isDirty(uri)) return run('view.save-query');
    const saved = await saveDocument(uri);
    if (saved === uri) return;
    // What was new has a page of its own from here on.
    await run('editor.close', { key: uri });
    await run('editor.open', { uri: saved, preview: false });
  },
});
