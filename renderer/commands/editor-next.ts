import { command } from '#renderer/registry/command.ts';
import { focusEditor } from '#renderer/state/focus.ts';
import { changeTabs, stepped } from '#renderer/state/tabs.ts';

export const editorNext = command({
  id: 'editor.next',
  title: 'Next Editor',
  category: 'Go',
  key: ['Mod+Tab', 'Mod+PageDown'],
  when: (keys) => keys.tabs > 1,
  menus: [{ menu: 'go', group: '2_editors', order: 1 }],
  run: () => {
    changeTabs((layout) => stepped(layout, 1));
    focusEditor();
  },
});
