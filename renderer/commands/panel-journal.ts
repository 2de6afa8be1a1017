import { command } from '#renderer/registry/command.ts';
import { setLayout } from '#renderer/state/layout.ts';

export const panelJournal = command({
  id: 'panel.journal',
  title: 'Show Journal',
  category: 'View',
  menus: [{ menu: 'view', group: '6_panel', order: 3, title: 'Journal' }],
  run: () => setLayout({ panelVisible: true, panel: 'journal' }),
});
