import { command } from '#renderer/registry/command.ts';

export const settingsOpen = command({
  id: 'settings.open',
  title: 'Settings',
  category: 'Preferences',
  key: 'Mod+Comma',
  menus: [{ menu: 'file', group: '3_preferences', order: 1 }],
  run: ({ run }) => run('editor.open', { uri: 'nhi:/settings' }),
});
