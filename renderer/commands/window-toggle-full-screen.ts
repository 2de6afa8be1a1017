import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';

export const windowToggleFullScreen = command({
  id: 'window.toggle-full-screen',
  title: 'Full Screen',
  category: 'Window',
  key: 'F11',
  menus: [{ menu: 'view', group: '7_window', order: 1 }],
  run: async () => {
    await call('host.window', { action: 'toggle_full_screen' });
  },
});
