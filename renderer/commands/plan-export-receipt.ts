import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { notify } from '#renderer/state/notifications.ts';
import { planDetail, planOf } from '#renderer/state/plans.ts';

export const planExportReceipt = command({
  id: 'plan.export-receipt',
  title: 'Export the Receipt of the Plan…',
  category: 'Plans',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async ({ keys }, argument?: { readonly plan: string }) => {
    const plan = planOf(argument, keys.uri);
    const { title } = await planDetail(plan);
    const name = title.replaceAll(/[^\p{L}\p{N} ._-]/gu, '-').slice(0, 100);
    const { path } = await call('host.chooseSave', {
      title: 'Export the Receipt of the Plan',
      name: `${name} receipt.json`,
    });
    if (path === null) return;
    await call('plans.export', { plan, what: 'receipt', path });
    notify({
      id: 'exported',
      message: 'The receipt is signed and exported.',
      hint: '`nhi receipt verify` checks it offline.',
    });
  },
});
