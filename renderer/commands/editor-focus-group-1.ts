import { command } from '#renderer/registry/command.ts';
import { focusEditor } from '#renderer/state/focus.ts';
import { setLayout } from '#renderer/state/layout.ts';

export const editorFocusGroup1 = command({
  id: 'editor.focus-group-1',
  title: 'Focus Left Editor Group',
  category: 'View',
  key: 'Mod+1',
  when: (keys) => keys.groups >= 1,
  run: () => {
    setLayout({ focusedGroup: 0 });
    focusEditor();
  },
});
