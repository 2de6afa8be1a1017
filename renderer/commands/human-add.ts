import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { choose } from '#renderer/state/issuer.ts';
import { showSecrets, signInCode } from '#renderer/state/secrets.ts';
import type { CallInput } from '#shared/contract/contract.ts';

export const humanAdd = command({
  id: 'human.add',
  title: 'Add a Human',
  category: 'Local Issuer',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  palette: false,
  run: async ({ run }, human: CallInput<'issuer.addHuman'>) => {
    const { id, code } = await call('issuer.addHuman', human);
    showSecrets(signInCode(`${human.name} can sign in`, id, code));
    choose('humans', { id, name: human.name });
    await run('issuer.show', { section: 'humans' });
  },
});
