import { command } from '#renderer/registry/command.ts';

export const activityTenants = command({
  id: 'activity.tenants',
  title: 'Show Tenants',
  category: 'View',
  key: 'Alt+8',
  when: (keys) => keys.workspaceOpen,
  menus: [{ menu: 'view', group: '2_activity', order: 8, title: 'Tenants' }],
  run: ({ run }) => run('activity.show', { id: 'tenants' }),
});
