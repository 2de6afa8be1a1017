import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { type Chosen, targetOf } from '#renderer/state/issuer.ts';
import { credentialOnce, showSecrets } from '#renderer/state/secrets.ts';

export const clientRotate = command({
  id: 'client.rotate',
  title: 'Rotate the Credential of a Client',
  category: 'Local Issuer',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async ({ run }, rotation?: Chosen & { readonly overlap: number }) => {
    const { id, name } = targetOf('clients', rotation);
    const made = await call('issuer.rotateClient', { id, overlap: rotation?.overlap ?? 0 });
    showSecrets(credentialOnce(`${name} has a new credential`, made));
    await run('issuer.show', { section: 'clients' });
  },
});
