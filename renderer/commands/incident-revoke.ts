import { command } from '#renderer/registry/command.ts';
import { firstView } from '#renderer/state/first-view.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** One plan for all that a vendor published and that can still get in. */
export const incidentRevoke = command({
  id: 'incident.revoke',
  title: 'Revoke Everything of the Vendor…',
  category: 'Incidents',
  palette: false,
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async ({ run }, { vendor }: { readonly vendor: string }) => {
    const { rows } = await firstView('incidents.list', {});
    const live = rows.find((row) => row.vendor === vendor)?.live ?? [];
    if (live.length === 0) throw new AppError('plan.empty', `Nothing of ${vendor} can still get in.`);
    return run('plan.wish', { intent: 'revoke', identities: live });
  },
});
