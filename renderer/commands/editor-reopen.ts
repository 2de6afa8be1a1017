import { command } from '#renderer/registry/command.ts';
import { changeTabs, opened } from '#renderer/state/tabs.ts';

export const editorReopen = command({
  id: 'editor.reopen',
  title: 'Reopen Closed Editor',
  category: 'View',
  key: 'Mod+Shift+T',
  menus: [{ menu: 'file', group: '4_close', order: 0 }],
  run: () =>
    changeTabs((layout) => {
      const uri = layout.closed.at(-1);
      return uri === undefined ? layout : { ...opened(layout, uri, false), closed: layout.closed.slice(0, -1) };
    }),
});
