import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { planOf } from '#renderer/state/plans.ts';

export const planUndo = command({
  id: 'plan.undo',
  title: 'Undo the Plan…',
  category: 'Plans',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async ({ keys, run }, argument?: { readonly plan: string }) => {
    const plan = planOf(argument, keys.uri);
    const made = await call('plans.undo', { plan });
    await run('editor.open', { uri: `nhi:/plan/${made.plan}`, preview: false });
  },
});
