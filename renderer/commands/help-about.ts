import { command } from '#renderer/registry/command.ts';
import { showAbout } from '#renderer/state/about.ts';

export const helpAbout = command({
  id: 'help.about',
  title: 'About NHI Workbench',
  category: 'Help',
  menus: [
    { menu: 'help', group: '4_about', order: 1 },
    { menu: 'activity_help', group: '4_about', order: 1 },
  ],
  run: () => showAbout(),
});
