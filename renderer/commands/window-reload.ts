import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';

export const windowReload = command({
  id: 'window.reload',
  title: 'Reload Window',
  category: 'Window',
  key: 'Mod+R',
  run: async () => {
    await call('host.window', { action: 'reload' });
  },
});
