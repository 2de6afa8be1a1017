import { command } from '#renderer/registry/command.ts';
import { setLayout } from '#renderer/state/layout.ts';

export const layoutToggleSide = command({
  id: 'layout.toggle-side',
  title: 'Side Bar',
  category: 'View',
  key: 'Mod+B',
  checked: (keys) => keys.sideVisible,
  menus: [{ menu: 'view', group: '5_parts', order: 1 }],
  run: ({ keys }) => setLayout({ sideVisible: !keys.sideVisible }),
});
