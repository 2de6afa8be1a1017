import { command } from '#renderer/registry/command.ts';

export const activityFindings = command({
  id: 'activity.findings',
  title: 'Show Findings',
  category: 'View',
  key: 'Alt+6',
  when: (keys) => keys.workspaceOpen,
  menus: [{ menu: 'view', group: '2_activity', order: 6, title: 'Findings' }],
  run: ({ run }) => run('activity.show', { id: 'findings' }),
});
