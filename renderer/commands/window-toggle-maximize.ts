import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';

export const windowToggleMaximize = command({
  id: 'window.toggle-maximize',
  title: 'Maximize or Restore Window',
  category: 'Window',
  run: async () => {
    await call('host.window', { action: 'toggle_maximize' });
  },
});
