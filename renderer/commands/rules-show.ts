import { command } from '#renderer/registry/command.ts';
import { showRule } from '#renderer/state/rules.ts';

export const rulesShow = command({
  id: 'rules.show',
  title: 'Show the Rules and Their Examples',
  category: 'Findings',
  when: (keys) => keys.engineRunning,
  menus: [{ menu: 'help', group: '1_start', order: 4, title: 'Rules' }],
  run: ({ run }, which?: { readonly rule: string }) => {
    if (which !== undefined) showRule(which.rule);
    return run('editor.open', { uri: 'nhi:/rules' });
  },
});
