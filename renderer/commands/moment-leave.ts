import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { AppError } from '#shared/errors/app-error.ts';

export const momentLeave = command({
  id: 'moment.leave',
  title: 'Back to Now',
  category: 'Go',
  when: (keys) => keys.isPast && keys.engineRunning,
  menus: [{ menu: 'go', group: '6_moment', order: 2 }],
  run: async ({ keys }) => {
    try {
      await call('moments.leave', {});
    } catch (error) {
      // Another process may hold it meanwhile: the offer to read it needs to know where it is.
      if (!(error instanceof AppError) || keys.workspacePath === null) throw error;
      const details = { ...error.details, path: keys.workspacePath };
      throw new AppError(error.code, error.message, { hint: error.hint, details });
    }
  },
});
