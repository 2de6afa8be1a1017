import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { planOf } from '#renderer/state/plans.ts';

export const planEnd = command({
  id: 'plan.end',
  title: 'End the Plan',
  category: 'Plans',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async ({ keys }, argument?: { readonly plan: string }) => {
    const plan = planOf(argument, keys.uri);
    await call('plans.end', { plan });
  },
});
