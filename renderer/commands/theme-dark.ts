import { command } from '#renderer/registry/command.ts';

export const themeDark = command({
  id: 'theme.dark',
  title: 'Theme: Dark',
  category: 'Preferences',
  when: (keys) => keys.engineRunning,
  checked: (keys) => keys.theme === 'dark',
  menus: [{ menu: 'view', group: '4_theme', order: 1 }],
  run: ({ run }) => run('settings.set', { theme: 'dark' }),
});
