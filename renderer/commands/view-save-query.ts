import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { askForText } from '#renderer/state/asking.ts';
import { contentNow, overOf } from '#renderer/state/saved-views.ts';

export const viewSaveQuery = command({
  id: 'view.save-query',
  title: 'Save Query…',
  category: 'View',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly && overOf(keys.editor) !== null,
  menus: [{ menu: 'view', group: '2_saved', order: 1 }],
  run: ({ keys }) => {
    const over = overOf(keys.editor);
    if (over === null) return;
    const content = contentNow(over);
    askForText({
      title: 'Save Query',
      placeholder: 'Name of the view; everybody who opens this workspace sees it',
      value: '',
      answer: async (name) => {
        await call('views.save', { name, content });
      },
    });
  },
});
