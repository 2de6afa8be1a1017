import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { answered, ask, type Chosen, targetOf } from '#renderer/state/issuer.ts';

export const humanDisable = command({
  id: 'human.disable',
  title: 'Disable a Human…',
  category: 'Local Issuer',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async ({ run }, human?: Chosen & { readonly confirmed?: boolean }) => {
    const target = targetOf('humans', human);
    if (human?.confirmed !== true) {
      const says = 'Nobody can sign in as this person until enabled again. What acts for this person dies at once:';
      ask({ command: 'human.disable', verb: 'Disable', target, says, tokensOf: { human: target.id } });
      return run('issuer.show', { section: 'humans' });
    }
    const fallen = await call('issuer.disableHuman', { id: target.id });
    answered({ title: `${target.name} is disabled`, fallen });
  },
});
