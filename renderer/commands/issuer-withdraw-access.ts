import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { notify } from '#renderer/state/notifications.ts';
import { plural } from '#renderer/ui/format.ts';

export const issuerWithdrawAccess = command({
  id: 'issuer.withdraw-access',
  title: 'Withdraw All Access Tokens for Registration',
  category: 'Local Issuer',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async () => {
    const { withdrawn } = await call('issuer.withdrawAccess', {});
    notify({ severity: 'info', message: `${plural(withdrawn, 'access token')} for registration withdrawn.` });
  },
});
