import { command } from '#renderer/registry/command.ts';
import { beginRule, newRuleUri } from '#renderer/state/own-rules.ts';

export const ruleNew = command({
  id: 'rule.new',
  title: 'New Rule…',
  category: 'Rules',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  menus: [{ menu: 'file', group: '1_new', order: 9 }],
  run: async ({ run }) => {
    beginRule();
    await run('editor.open', { uri: newRuleUri, preview: false });
  },
});
