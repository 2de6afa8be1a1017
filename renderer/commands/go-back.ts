import { command } from '#renderer/registry/command.ts';
import { changeTabs, travelled } from '#renderer/state/tabs.ts';

export const goBack = command({
  id: 'go.back',
  title: 'Back',
  category: 'Go',
  key: 'Alt+ArrowLeft',
  menus: [{ menu: 'go', group: '1_history', order: 1 }],
  run: () => changeTabs((layout) => travelled(layout, -1)),
});
