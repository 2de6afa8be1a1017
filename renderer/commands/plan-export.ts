import { command } from '#renderer/registry/command.ts';
import { notify } from '#renderer/state/notifications.ts';
import { exportPlan, planOf } from '#renderer/state/plans.ts';

export const planExport = command({
  id: 'plan.export',
  title: 'Export the Signed Plan…',
  category: 'Plans',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async ({ keys }, argument?: { readonly plan: string }) => {
    if (!(await exportPlan(planOf(argument, keys.uri), 'plan', 'Export the Signed Plan'))) return;
    notify({
      id: 'exported',
      message: 'The plan is signed and exported.',
      hint: 'On another machine import it under Plans and apply it there.',
    });
  },
});
