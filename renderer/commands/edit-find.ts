import { command } from '#renderer/registry/command.ts';
import { focusFind } from '#renderer/state/focus.ts';

export const editFind = command({
  id: 'edit.find',
  title: 'Find in Editor',
  category: 'Edit',
  key: 'Mod+F',
  when: (keys) => keys.tabs > 0,
  menus: [{ menu: 'edit', group: '1_find', order: 1 }],
  run: () => focusFind(),
});
