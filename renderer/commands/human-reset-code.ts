import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { type Chosen, targetOf } from '#renderer/state/issuer.ts';
import { showSecrets, signInCode } from '#renderer/state/secrets.ts';

export const humanResetCode = command({
  id: 'human.reset-code',
  title: 'Make a New Sign-In Code for a Human',
  category: 'Local Issuer',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async ({ run }, human?: Chosen) => {
    const target = targetOf('humans', human);
    const { id, code } = await call('issuer.resetHumanCode', { id: target.id });
    showSecrets(signInCode(`${target.name} has a new sign-in code; the last one is void`, id, code));
    await run('issuer.show', { section: 'humans' });
  },
});
