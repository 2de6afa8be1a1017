import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { answered, type Chosen, targetOf } from '#renderer/state/issuer.ts';

export const tokenRevoke = command({
  id: 'token.revoke',
  title: 'Revoke a Token',
  category: 'Local Issuer',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async ({ run }, token?: Chosen) => {
    const { id, name } = targetOf('tokens', token);
    const fallen = await call('issuer.revokeToken', { jti: id });
    await run('issuer.show', { section: 'tokens' });
    answered({ title: `${name} is revoked`, fallen });
  },
});
