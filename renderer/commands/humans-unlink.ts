import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { notify } from '#renderer/state/notifications.ts';

export const humansUnlink = command({
  id: 'humans.unlink',
  title: 'Part an Account from Its Human',
  category: 'Identity',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  palette: false,
  run: async (_context, account: { readonly id: string }) => {
    const { others } = await call('humans.unlink', account);
    const [other] = others;
    notify({
      id: 'humans',
      message: 'The account is a human of its own now.',
      actions:
        other === undefined ? [] : [{ label: 'Undo', command: 'humans.link', args: { id: other, other: account.id } }],
    });
  },
});
