import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { planOf } from '#renderer/state/plans.ts';

/** Only what failed, and at once: it was approved already. */
export const planRetry = command({
  id: 'plan.retry',
  title: 'Retry What Failed',
  category: 'Plans',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async ({ keys, run }, argument?: { readonly plan: string }) => {
    const plan = planOf(argument, keys.uri);
    await call('plans.retry', { plan });
    await run('plan.run', { plan });
  },
});
