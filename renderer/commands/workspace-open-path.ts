import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { AppError } from '#shared/errors/app-error.ts';

export const workspaceOpenPath = command({
  id: 'workspace.open-path',
  title: 'Open This Workspace',
  category: 'File',
  palette: false,
  run: async ({ run }, { path, readOnly = false }: { path: string; readOnly?: boolean }) => {
    try {
      await call('workspace.open', { path, readOnly });
    } catch (error) {
      // The offer to open it read-only needs to know where.
      if (!(error instanceof AppError)) throw error;
      throw new AppError(error.code, error.message, { hint: error.hint, details: { ...error.details, path } });
    }
    await run('workspace.opened');
  },
});
