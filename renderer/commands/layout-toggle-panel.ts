import { command } from '#renderer/registry/command.ts';
import { setLayout } from '#renderer/state/layout.ts';

export const layoutTogglePanel = command({
  id: 'layout.toggle-panel',
  title: 'Panel',
  category: 'View',
  key: 'Mod+J',
  checked: (keys) => keys.panelVisible,
  menus: [{ menu: 'view', group: '5_parts', order: 2 }],
  run: ({ keys }) => setLayout({ panelVisible: !keys.panelVisible }),
});
