import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { answered, ask, type Chosen, choose, targetOf } from '#renderer/state/issuer.ts';

export const clientDelete = command({
  id: 'client.delete',
  title: 'Delete a Client…',
  category: 'Local Issuer',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async ({ run }, client?: Chosen & { readonly confirmed?: boolean }) => {
    const target = targetOf('clients', client);
    if (client?.confirmed !== true) {
      const says = 'This cannot be undone. What it holds, and all that came of it, dies at once:';
      ask({ command: 'client.delete', verb: 'Delete', target, says, tokensOf: { client: target.id } });
      return run('issuer.show', { section: 'clients' });
    }
    const fallen = await call('issuer.deleteClient', { id: target.id });
    answered({ title: `${target.name} is deleted`, fallen });
    choose('clients', null);
  },
});
