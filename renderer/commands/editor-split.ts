import { command } from '#renderer/registry/command.ts';
import { changeTabs, split } from '#renderer/state/tabs.ts';

export const editorSplit = command({
  id: 'editor.split',
  title: 'Split Editor Right',
  category: 'View',
  key: 'Mod+Backslash',
  when: (keys) => keys.tabs > 0,
  menus: [
    { menu: 'view', group: '3_editor', order: 1 },
    { menu: 'editor_title', group: '3_split', order: 1 },
  ],
  run: () => changeTabs(split),
});
