import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';

export const engineRestart = command({
  id: 'engine.restart',
  title: 'Restart the Engine',
  category: 'Help',
  menus: [{ menu: 'help', group: '3_developer', order: 2 }],
  run: async () => {
    await call('host.restartEngine', {});
  },
});
