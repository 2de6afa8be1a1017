import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { notify } from '#renderer/state/notifications.ts';
import { planDetail, planOf } from '#renderer/state/plans.ts';

export const planExport = command({
  id: 'plan.export',
  title: 'Export the Signed Plan…',
  category: 'Plans',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async ({ keys }, argument?: { readonly plan: string }) => {
    const plan = planOf(argument, keys.uri);
    const { title } = await planDetail(plan);
    const name = title.replaceAll(/[^\p{L}\p{N} ._-]/gu, '-').slice(0, 100);
    const { path } = await call('host.chooseSave', { title: 'Export the Signed Plan', name: `${name} plan.json` });
    if (path === null) return;
    await call('plans.export', { plan, what: 'plan', path });
    notify({
      id: 'exported',
      message: 'The plan is signed and exported.',
      hint: 'On another machine import it under Plans and apply it there.',
    });
  },
});
