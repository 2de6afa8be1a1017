import { command } from '#renderer/registry/command.ts';

export const riskShow = command({
  id: 'risk.show',
  title: 'Show Accepted Risks',
  category: 'Findings',
  when: (keys) => keys.workspaceOpen,
  run: ({ run }) => run('editor.open', { uri: 'nhi:/risks' }),
});
