import { command } from '#renderer/registry/command.ts';

export const themeSystem = command({
  id: 'theme.system',
  title: 'Theme: Like the Desktop',
  category: 'Preferences',
  when: (keys) => keys.engineRunning,
  checked: (keys) => keys.theme === 'system',
  menus: [{ menu: 'view', group: '4_theme', order: 3 }],
  run: ({ run }) => run('settings.set', { theme: 'system' }),
});
