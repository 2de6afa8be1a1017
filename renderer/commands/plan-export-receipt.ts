import { command } from '#renderer/registry/command.ts';
import { notify } from '#renderer/state/notifications.ts';
import { exportPlan, planOf } from '#renderer/state/plans.ts';

export const planExportReceipt = command({
  id: 'plan.export-receipt',
  title: 'Export the Receipt of the Plan…',
  category: 'Plans',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async ({ keys }, argument?: { readonly plan: string }) => {
    if (!(await exportPlan(planOf(argument, keys.uri), 'receipt', 'Export the Receipt of the Plan'))) return;
    notify({
      id: 'exported',
      message: 'The receipt is signed and exported.',
      hint: '`nhi receipt verify` checks it offline.',
    });
  },
});
