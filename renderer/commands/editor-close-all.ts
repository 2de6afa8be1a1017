import { command } from '#renderer/registry/command.ts';
import { askedToSave } from '#renderer/state/closing.ts';
import { changeTabs, closed } from '#renderer/state/tabs.ts';

export const editorCloseAll = command({
  id: 'editor.close-all',
  title: 'Close All Editors',
  category: 'View',
  key: 'Mod+K Mod+W',
  when: (keys) => keys.tabs > 0,
  menus: [{ menu: 'editor_title', group: '1_close', order: 3 }],
  run: () =>
    changeTabs((layout) => {
      const group = layout.groups[layout.focusedGroup];
      const tabs = group?.tabs.filter((tab) => !askedToSave(layout, tab.key, layout.focusedGroup)) ?? [];
      return tabs.reduce((changed, tab) => closed(changed, tab.key, layout.focusedGroup), layout);
    }),
});
