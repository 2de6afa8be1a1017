import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { type Chosen, targetOf } from '#renderer/state/issuer.ts';
import { notify } from '#renderer/state/notifications.ts';

export const issuerRetireKey = command({
  id: 'issuer.retire-key',
  title: 'Retire a Signing Key',
  category: 'Local Issuer',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async (_context, key?: Chosen) => {
    const { id } = targetOf('keys', key);
    await call('issuer.retireKey', { kid: id });
    notify({ id: 'issuer-key', message: `Key ${id} is retired: nothing that it signed is accepted any more.` });
  },
});
