import { command } from '#renderer/registry/command.ts';
import { type Chosen, targetOf } from '#renderer/state/issuer.ts';

export const consentWithdraw = command({
  id: 'consent.withdraw',
  title: 'Withdraw a Consent…',
  category: 'Local Issuer',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async ({ run }, consent?: Chosen) => {
    const { id } = targetOf('consents', consent);
    await run('delegations.simulate', { consent: id });
    await run('editor.open', { uri: 'nhi:/delegations' });
  },
});
