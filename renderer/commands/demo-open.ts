import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { dismiss, notify } from '#renderer/state/notifications.ts';

export const demoOpen = command({
  id: 'demo.open',
  title: 'Open the Demo Company',
  category: 'File',
  when: (keys) => keys.engineRunning,
  menus: [{ menu: 'file', group: '1_new', order: 3 }],
  run: async ({ run }) => {
    const id = notify({ id: 'demo', message: 'Opening the demo company…', progress: null });
    try {
      await call('workspace.openDemo', {});
    } finally {
      dismiss(id);
    }
    await run('workspace.opened');
  },
});
