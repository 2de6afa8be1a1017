import { command } from '#renderer/registry/command.ts';

export const activityLifetimes = command({
  id: 'activity.lifetimes',
  title: 'Show Lifetimes',
  category: 'View',
  key: 'Alt+2',
  when: (keys) => keys.workspaceOpen,
  menus: [{ menu: 'view', group: '2_activity', order: 2, title: 'Lifetimes' }],
  run: ({ run }) => run('activity.show', { id: 'lifetimes' }),
});
