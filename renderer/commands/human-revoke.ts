import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { answered, ask, type Chosen, targetOf } from '#renderer/state/issuer.ts';

export const humanRevoke = command({
  id: 'human.revoke',
  title: 'Revoke All Tokens for a Human…',
  category: 'Local Issuer',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async ({ run }, human?: Chosen & { readonly confirmed?: boolean }) => {
    const target = targetOf('humans', human);
    if (human?.confirmed !== true) {
      const says = 'The consents stand; what acts for this person now dies at once:';
      ask({ command: 'human.revoke', verb: 'Revoke', target, says, tokensOf: { human: target.id } });
      return run('issuer.show', { section: 'humans' });
    }
    const fallen = await call('issuer.revokeHuman', { id: target.id });
    answered({ title: `The tokens that act for ${target.name} are revoked`, fallen });
  },
});
