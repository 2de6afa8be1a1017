import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';

export const windowMinimize = command({
  id: 'window.minimize',
  title: 'Minimize Window',
  category: 'Window',
  run: async () => {
    await call('host.window', { action: 'minimize' });
  },
});
