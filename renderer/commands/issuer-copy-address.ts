import { command } from '#renderer/registry/command.ts';
import { firstView } from '#renderer/state/first-view.ts';
import { AppError } from '#shared/errors/app-error.ts';

export const issuerCopyAddress = command({
  id: 'issuer.copy-address',
  title: 'Copy the Address of the Local Issuer',
  category: 'Local Issuer',
  when: (keys) => keys.workspaceOpen && keys.engineRunning,
  run: async ({ run }) => {
    const { issuer } = await firstView('issuer.status', {});
    if (issuer === null) {
      throw new AppError('issuer.not_running', 'The local issuer does not run.', {
        hint: 'Start it, then copy its address.',
      });
    }
    await run('clipboard.write', { text: issuer });
  },
});
