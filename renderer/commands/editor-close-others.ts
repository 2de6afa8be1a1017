import { command } from '#renderer/registry/command.ts';
import { askedToSave } from '#renderer/state/closing.ts';
import { changeTabs, closed } from '#renderer/state/tabs.ts';

export const editorCloseOthers = command({
  id: 'editor.close-others',
  title: 'Close Other Editors',
  category: 'View',
  when: (keys) => keys.tabs > 1,
  menus: [{ menu: 'editor_title', group: '1_close', order: 2 }],
  run: () =>
    changeTabs((layout) => {
      const group = layout.groups[layout.focusedGroup];
      const others =
        group?.tabs.filter((tab) => tab.key !== group.active && !askedToSave(layout, tab.key, layout.focusedGroup)) ??
        [];
      return others.reduce((changed, tab) => closed(changed, tab.key, layout.focusedGroup), layout);
    }),
});
