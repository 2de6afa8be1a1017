import { command } from '#renderer/registry/command.ts';

export const themeLight = command({
  id: 'theme.light',
  title: 'Theme: Light',
  category: 'Preferences',
  when: (keys) => keys.engineRunning,
  checked: (keys) => keys.theme === 'light',
  menus: [{ menu: 'view', group: '4_theme', order: 2 }],
  run: ({ run }) => run('settings.set', { theme: 'light' }),
});
