import { command } from '#renderer/registry/command.ts';
import { setLayout } from '#renderer/state/layout.ts';

export const panelProblems = command({
  id: 'panel.problems',
  title: 'Show Problems',
  category: 'View',
  key: 'Mod+Shift+M',
  menus: [{ menu: 'view', group: '6_panel', order: 1, title: 'Problems' }],
  run: () => setLayout({ panelVisible: true, panel: 'problems' }),
});
