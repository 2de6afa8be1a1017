import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { changeDelegations, consentOf } from '#renderer/state/delegations.ts';

export const delegationsSimulate = command({
  id: 'delegations.simulate',
  title: 'Simulate the Withdrawal of This Consent',
  category: 'Delegations',
  when: (keys) => keys.workspaceOpen && keys.engineRunning,
  run: async (_context, args?: { readonly consent: string }) => {
    const consent = consentOf(args?.consent);
    const fallen = await call('delegations.simulate', { consent });
    changeDelegations({ consent, simulation: { consent, fallen }, outcome: null });
  },
});
