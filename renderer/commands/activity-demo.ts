import { command } from '#renderer/registry/command.ts';

export const activityDemo = command({
  id: 'activity.demo',
  title: 'Show Demo',
  category: 'View',
  key: 'Alt+0',
  when: (keys) => keys.workspaceOpen,
  menus: [{ menu: 'view', group: '2_activity', order: 10, title: 'Demo' }],
  run: ({ run }) => run('activity.show', { id: 'demo' }),
});
