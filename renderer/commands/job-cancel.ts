import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';

export const jobCancel = command({
  id: 'job.cancel',
  title: 'Cancel This Job',
  category: 'File',
  palette: false,
  run: async (_context, { id }: { id: string }) => {
    await call('workspace.cancelJob', { id });
  },
});
