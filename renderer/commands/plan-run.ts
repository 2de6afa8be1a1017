import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { isInFront } from '#renderer/state/layout.ts';
import { notify } from '#renderer/state/notifications.ts';
import { planDetail, planJob, planOf } from '#renderer/state/plans.ts';
import { AppError } from '#shared/errors/app-error.ts';

export const planRun = command({
  id: 'plan.run',
  title: 'Run the Plan',
  category: 'Plans',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async ({ keys }, argument?: { readonly plan: string }) => {
    const plan = planOf(argument, keys.uri);
    const { title, tenants } = await planDetail(plan);
    const readOnly = tenants.find(({ writes }) => !writes);
    if (readOnly !== undefined) {
      throw new AppError('tenant.read_only', `${readOnly.name} is read-only.`, {
        hint: 'Allow writing on its page, then run the plan.',
      });
    }
    const { state, why } = await planJob(plan, (options) => call('plans.run', { plan }, options));
    const { failed, steps, done } = await planDetail(plan);
    const isWhole = state === 'done' && failed === 0;
    notify({
      id: `plan ${plan}`,
      severity: isWhole ? 'info' : 'warning',
      // Who looks at it sees it.
      quiet: isInFront(`nhi:/plan/${plan}`),
      message: state === 'done' ? `${title}: ${done} of ${steps} steps verified.` : `${title} is paused: ${why}.`,
      hint: isWhole ? '' : state === 'done' ? `${failed} did not succeed; each says why.` : 'Run it again to go on.',
      actions: [{ label: 'Show', command: 'editor.open', args: { uri: `nhi:/plan/${plan}` } }],
    });
  },
});
