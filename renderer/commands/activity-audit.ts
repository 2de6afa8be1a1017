import { command } from '#renderer/registry/command.ts';

export const activityAudit = command({
  id: 'activity.audit',
  title: 'Show Audit',
  category: 'View',
  key: 'Alt+5',
  when: (keys) => keys.workspaceOpen,
  menus: [{ menu: 'view', group: '2_activity', order: 5, title: 'Audit' }],
  run: ({ run }) => run('activity.show', { id: 'audit' }),
});
