import { command } from '#renderer/registry/command.ts';
import { focusEditor } from '#renderer/state/focus.ts';
import { changeTabs, stepped } from '#renderer/state/tabs.ts';

export const editorPrevious = command({
  id: 'editor.previous',
  title: 'Previous Editor',
  category: 'Go',
  key: ['Mod+Shift+Tab', 'Mod+PageUp'],
  when: (keys) => keys.tabs > 1,
  menus: [{ menu: 'go', group: '2_editors', order: 2 }],
  run: () => {
    changeTabs((layout) => stepped(layout, -1));
    focusEditor();
  },
});
