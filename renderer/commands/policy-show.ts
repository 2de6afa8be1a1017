import { command } from '#renderer/registry/command.ts';
import { policyUri } from '#renderer/state/policy.ts';

export const policyShow = command({
  id: 'policy.show',
  title: 'Edit the Policy',
  category: 'Policy',
  when: (keys) => keys.workspaceOpen,
  menus: [{ menu: 'view', group: '3_documents', order: 1 }],
  run: ({ run }) => run('editor.open', { uri: policyUri }),
});
