import { command } from '#renderer/registry/command.ts';
import { changeTabs, focused } from '#renderer/state/tabs.ts';

export const editorShowTab = command({
  id: 'editor.show-tab',
  title: 'Show This Tab',
  category: 'View',
  palette: false,
  run: (_context, { group, key }: { group: number; key: string }) =>
    changeTabs((layout) => focused(layout, group, key)),
});
