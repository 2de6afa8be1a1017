import { command } from '#renderer/registry/command.ts';
import { changeTabs, travelled } from '#renderer/state/tabs.ts';

export const goForward = command({
  id: 'go.forward',
  title: 'Forward',
  category: 'Go',
  key: 'Alt+ArrowRight',
  menus: [{ menu: 'go', group: '1_history', order: 2 }],
  run: () => changeTabs((layout) => travelled(layout, 1)),
});
