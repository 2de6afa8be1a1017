import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { choose } from '#renderer/state/issuer.ts';
import { credentialOnce, showSecrets } from '#renderer/state/secrets.ts';
import type { CallInput } from '#shared/contract/contract.ts';

export const clientCreate = command({
  id: 'client.create',
  title: 'Create Client',
  category: 'Local Issuer',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  palette: false,
  run: async ({ run }, settings: CallInput<'issuer.createClient'>) => {
    const made = await call('issuer.createClient', settings);
    showSecrets(credentialOnce(`${settings.name} is there`, made));
    choose('clients', { id: made.clientId, name: settings.name });
    await run('editor.close');
    await run('issuer.show', { section: 'clients', text: '' });
  },
});
