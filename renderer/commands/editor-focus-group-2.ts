import { command } from '#renderer/registry/command.ts';
import { focusEditor } from '#renderer/state/focus.ts';
import { setLayout } from '#renderer/state/layout.ts';

export const editorFocusGroup2 = command({
  id: 'editor.focus-group-2',
  title: 'Focus Right Editor Group',
  category: 'View',
  key: 'Mod+2',
  when: (keys) => keys.groups >= 2,
  run: () => {
    setLayout({ focusedGroup: 1 });
    focusEditor();
  },
});
