import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { focusConfirmation } from '#renderer/state/focus.ts';
import { planDetail, planOf, typedFor } from '#renderer/state/plans.ts';

/** Approves what is shown. Where something has to be typed first, goes there. */
export const planApprove = command({
  id: 'plan.approve',
  title: 'Approve the Plan',
  category: 'Plans',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async ({ keys }, argument?: { readonly plan: string }) => {
    const plan = planOf(argument, keys.uri);
    const { digest, danger } = await planDetail(plan);
    const typed = typedFor(plan).trim();
    if (danger.mustType !== null && typed === '') return focusConfirmation();
    await call('plans.approve', { plan, digest, typed: danger.mustType === null ? null : typed });
  },
});
