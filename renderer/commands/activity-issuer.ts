import { command } from '#renderer/registry/command.ts';

export const activityIssuer = command({
  id: 'activity.issuer',
  title: 'Show Local Issuer',
  category: 'View',
  key: 'Alt+9',
  when: (keys) => keys.workspaceOpen,
  menus: [{ menu: 'view', group: '2_activity', order: 9, title: 'Local Issuer' }],
  run: ({ run }) => run('activity.show', { id: 'issuer' }),
});
