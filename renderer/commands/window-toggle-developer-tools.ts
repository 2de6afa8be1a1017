import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';

export const windowToggleDeveloperTools = command({
  id: 'window.toggle-developer-tools',
  title: 'Developer Tools',
  category: 'Window',
  key: 'Mod+Shift+I',
  menus: [{ menu: 'help', group: '3_developer', order: 1 }],
  run: async () => {
    await call('host.window', { action: 'toggle_dev_tools' });
  },
});
