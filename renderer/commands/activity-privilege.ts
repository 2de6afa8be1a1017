import { command } from '#renderer/registry/command.ts';

export const activityPrivilege = command({
  id: 'activity.privilege',
  title: 'Show Privilege',
  category: 'View',
  key: 'Alt+3',
  when: (keys) => keys.workspaceOpen,
  menus: [{ menu: 'view', group: '2_activity', order: 3, title: 'Privilege' }],
  run: ({ run }) => run('activity.show', { id: 'privilege' }),
});
