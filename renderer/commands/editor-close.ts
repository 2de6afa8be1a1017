import { command } from '#renderer/registry/command.ts';
import { askedToSave } from '#renderer/state/closing.ts';
import { focusEditor } from '#renderer/state/focus.ts';
import { useLayout } from '#renderer/state/layout.ts';
import { changeTabs, closed } from '#renderer/state/tabs.ts';

export const editorClose = command({
  id: 'editor.close',
  title: 'Close Editor',
  category: 'View',
  key: ['Mod+W', 'Mod+F4'],
  when: (keys) => keys.tabs > 0,
  menus: [
    { menu: 'file', group: '4_close', order: 1 },
    { menu: 'editor_title', group: '1_close', order: 1 },
  ],
  run: (_context, args?: { group?: number; key: string }) => {
    const layout = useLayout.getState();
    const group = args?.group ?? layout.focusedGroup;
    const key = args?.key ?? layout.groups[group]?.active;
    if (key == null || askedToSave(layout, key, group)) return;
    changeTabs((now) => closed(now, key, group));
    focusEditor();
  },
});
