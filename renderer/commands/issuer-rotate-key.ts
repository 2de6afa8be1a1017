import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { notify } from '#renderer/state/notifications.ts';
import type { CallInput } from '#shared/contract/contract.ts';

export const issuerRotateKey = command({
  id: 'issuer.rotate-key',
  title: 'Rotate the Signing Key',
  category: 'Local Issuer',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async ({ run }, options?: CallInput<'issuer.rotateKey'>) => {
    const { kid } = await call('issuer.rotateKey', options ?? {});
    notify({
      id: 'issuer-key',
      message: `New tokens are signed with key ${kid}.`,
      hint: 'The last key stays published until the tokens that it signed have expired.',
    });
    await run('issuer.show', { section: 'keys' });
  },
});
