import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { type Chosen, choose } from '#renderer/state/issuer.ts';
import type { CallInput } from '#shared/contract/contract.ts';

export const clientUpdate = command({
  id: 'client.update',
  title: 'Change Client',
  category: 'Local Issuer',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  palette: false,
  run: async ({ run }, { id, name, change }: Chosen & Pick<CallInput<'issuer.updateClient'>, 'change'>) => {
    await call('issuer.updateClient', { id, change });
    choose('clients', { id, name });
    await run('editor.close');
    await run('issuer.show', { section: 'clients', text: '' });
  },
});
