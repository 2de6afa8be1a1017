import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';

export const workspaceForgetRecent = command({
  id: 'workspace.forget-recent',
  title: 'Forget This Workspace',
  category: 'File',
  palette: false,
  run: async (_context, { path }: { path: string }) => {
    await call('workspace.forgetRecent', { path });
  },
});
