import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { notify } from '#renderer/state/notifications.ts';

export const ruleRemove = command({
  id: 'rule.remove',
  title: 'Remove a Rule',
  category: 'Rules',
  palette: false,
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async (_context, { id }: { readonly id: string }) => {
    const { text } = await call('ownRules.remove', { id });
    notify({
      id: 'own rule',
      message: `Rule ${id} is removed, and its findings with it.`,
      actions: [{ label: 'Undo', command: 'rule.restore', args: { text } }],
    });
  },
});
