import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';

export const ruleRestore = command({
  id: 'rule.restore',
  title: 'Put a Rule Back',
  category: 'Rules',
  palette: false,
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async (_context, { text }: { readonly text: string }) => {
    await call('ownRules.save', { text });
  },
});
