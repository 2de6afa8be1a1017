import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { notify } from '#renderer/state/notifications.ts';

export const humansLink = command({
  id: 'humans.link',
  title: 'Link Two Accounts to One Human',
  category: 'Identity',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  palette: false,
  run: async (_context, accounts: { readonly id: string; readonly other: string }) => {
    await call('humans.link', accounts);
    const actions = [{ label: 'Undo', command: 'humans.unlink', args: { id: accounts.other } }];
    notify({ id: 'humans', message: 'The two accounts are one human now.', actions });
  },
});
