import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { notify } from '#renderer/state/notifications.ts';

export const issuerStop = command({
  id: 'issuer.stop',
  title: 'Stop the Local Issuer',
  category: 'Local Issuer',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  menus: [{ menu: 'go', group: '5_issuer', order: 2 }],
  run: async ({ keys }) => {
    await call('issuer.stop', {});
    // Its own page says so itself.
    if (keys.editor === 'issuer') return;
    notify({
      id: 'issuer',
      message: 'The local issuer has stopped.',
      hint: 'Nobody can ask it for tokens or about them; those that were issued run on until they expire.',
    });
  },
});
