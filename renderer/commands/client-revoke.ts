import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { answered, ask, type Chosen, targetOf } from '#renderer/state/issuer.ts';

export const clientRevoke = command({
  id: 'client.revoke',
  title: 'Revoke All Tokens of a Client…',
  category: 'Local Issuer',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async ({ run }, client?: Chosen & { readonly confirmed?: boolean }) => {
    const target = targetOf('clients', client);
    if (client?.confirmed !== true) {
      const says = 'It may go on asking for new tokens. What it holds, and all that came of it, dies at once:';
      ask({ command: 'client.revoke', verb: 'Revoke', target, says, tokensOf: { client: target.id } });
      return run('issuer.show', { section: 'clients' });
    }
    const fallen = await call('issuer.revokeClient', { id: target.id });
    answered({ title: `The tokens of ${target.name} are revoked`, fallen });
  },
});
