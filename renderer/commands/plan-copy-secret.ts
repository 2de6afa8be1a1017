import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { notify } from '#renderer/state/notifications.ts';

/** The window never sees it: main puts it on the clipboard. */
export const planCopySecret = command({
  id: 'plan.copy-secret',
  title: 'Copy a New Secret',
  category: 'Plans',
  when: (keys) => keys.workspaceOpen && keys.engineRunning,
  palette: false,
  run: async (_context, { plan, step }: { plan: string; step: string }) => {
    await call('plans.copySecret', { plan, step });
    notify({ id: 'copied', message: 'The new secret is on the clipboard for 30 s.' });
  },
});
