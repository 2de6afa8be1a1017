import { command } from '#renderer/registry/command.ts';
import { setLayout } from '#renderer/state/layout.ts';

export const panelOutput = command({
  id: 'panel.output',
  title: 'Show Output',
  category: 'View',
  key: 'Mod+Shift+U',
  menus: [{ menu: 'view', group: '6_panel', order: 2, title: 'Output' }],
  run: () => setLayout({ panelVisible: true, panel: 'output' }),
});
