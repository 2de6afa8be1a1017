import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';

export const windowClose = command({
  id: 'window.close',
  title: 'Exit',
  category: 'Window',
  key: 'Alt+F4',
  menus: [{ menu: 'file', group: '5_exit', order: 1 }],
  run: async () => {
    await call('host.window', { action: 'close' });
  },
});
