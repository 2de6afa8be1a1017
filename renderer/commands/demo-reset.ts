import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { dismiss, notify } from '#renderer/state/notifications.ts';

export const demoReset = command({
  id: 'demo.reset',
  title: 'Make the Demo Company Anew',
  category: 'File',
  when: (keys) => keys.engineRunning,
  run: async ({ run }) => {
    const id = notify({ id: 'demo', message: 'Making the demo company anew…', progress: null });
    try {
      await call('workspace.resetDemo', {});
    } finally {
      dismiss(id);
    }
    await run('workspace.opened');
  },
});
