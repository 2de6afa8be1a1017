import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { answered, ask, type Chosen, targetOf } from '#renderer/state/issuer.ts';

export const clientDisable = command({
  id: 'client.disable',
  title: 'Disable a Client…',
  category: 'Local Issuer',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async ({ run }, client?: Chosen & { readonly confirmed?: boolean }) => {
    const target = targetOf('clients', client);
    if (client?.confirmed !== true) {
      const says = 'It cannot ask for tokens until it is enabled again. What it holds dies at once:';
      ask({ command: 'client.disable', verb: 'Disable', target, says, tokensOf: { client: target.id } });
      return run('issuer.show', { section: 'clients' });
    }
    const fallen = await call('issuer.disableClient', { id: target.id });
    answered({ title: `${target.name} is disabled`, fallen });
  },
});
