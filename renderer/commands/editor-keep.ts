import { command } from '#renderer/registry/command.ts';
import { changeTabs, kept } from '#renderer/state/tabs.ts';

export const editorKeep = command({
  id: 'editor.keep',
  title: 'Keep Editor Open',
  category: 'View',
  key: 'Mod+K Enter',
  when: (keys) => keys.tabs > 0,
  menus: [{ menu: 'editor_title', group: '2_keep', order: 1 }],
  run: (_context, args?: { group: number; key: string }) =>
    changeTabs((layout) => {
      const group = args?.group ?? layout.focusedGroup;
      const key = args?.key ?? layout.groups[group]?.active;
      return key == null ? layout : kept(layout, key, group);
    }),
});
