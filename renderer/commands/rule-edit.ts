import { command } from '#renderer/registry/command.ts';
import { ruleUri } from '#renderer/state/own-rules.ts';

export const ruleEdit = command({
  id: 'rule.edit',
  title: 'Edit a Rule',
  category: 'Rules',
  palette: false,
  when: (keys) => keys.workspaceOpen,
  run: ({ run }, { id }: { readonly id: string }) => run('editor.open', { uri: ruleUri(id) }),
});
