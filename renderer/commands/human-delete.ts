import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { answered, ask, type Chosen, choose, targetOf } from '#renderer/state/issuer.ts';

export const humanDelete = command({
  id: 'human.delete',
  title: 'Delete a Human…',
  category: 'Local Issuer',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async ({ run }, human?: Chosen & { readonly confirmed?: boolean }) => {
    const target = targetOf('humans', human);
    if (human?.confirmed !== true) {
      const says = 'This cannot be undone. What acts for this person dies at once:';
      ask({ command: 'human.delete', verb: 'Delete', target, says, tokensOf: { human: target.id } });
      return run('issuer.show', { section: 'humans' });
    }
    const fallen = await call('issuer.deleteHuman', { id: target.id });
    answered({ title: `${target.name} is deleted`, fallen });
    choose('humans', null);
  },
});
