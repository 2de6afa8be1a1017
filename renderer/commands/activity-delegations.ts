import { command } from '#renderer/registry/command.ts';

export const activityDelegations = command({
  id: 'activity.delegations',
  title: 'Show Delegations',
  category: 'View',
  key: 'Alt+4',
  when: (keys) => keys.workspaceOpen,
  menus: [{ menu: 'view', group: '2_activity', order: 4, title: 'Delegations' }],
  run: ({ run }) => run('activity.show', { id: 'delegations' }),
});
