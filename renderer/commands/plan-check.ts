import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { notify } from '#renderer/state/notifications.ts';
import { planJob, planOf } from '#renderer/state/plans.ts';
import { plural } from '#renderer/ui/format.ts';

export const planCheck = command({
  id: 'plan.check',
  title: 'Check What Is Unknown',
  category: 'Plans',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async ({ keys }, argument?: { readonly plan: string }) => {
    const plan = planOf(argument, keys.uri);
    const { resolved } = await planJob(plan, (options) => call('plans.check', { plan }, options));
    notify({ id: `plan ${plan}`, message: `${plural(resolved, 'step')} read back; nothing was changed.` });
  },
});
