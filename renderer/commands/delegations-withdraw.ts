import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { changeDelegations, consentOf, useDelegations } from '#renderer/state/delegations.ts';

export const delegationsWithdraw = command({
  id: 'delegations.withdraw',
  title: 'Withdraw This Consent for Real',
  category: 'Delegations',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async () => {
    const consent = consentOf(useDelegations.getState().simulation?.consent);
    const fallen = await call('issuer.withdrawConsent', { id: consent });
    changeDelegations({ simulation: null, outcome: { consent, fallen }, withdrawn: true });
  },
});
