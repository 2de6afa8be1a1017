import { command } from '#renderer/registry/command.ts';

/** One person's consent to one client, by a plan at its tenant. */
export const identityWithdrawConsent = command({
  id: 'identity.withdraw-consent',
  title: 'Withdraw a Consent by a Plan…',
  category: 'Identity',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  palette: false,
  run: ({ run }, { identity, grant }: { identity: string; grant: string }) =>
    run('plan.create', { intent: 'revoke', targets: [{ identity, part: 'consent', ref: grant }], everything: false }),
});
