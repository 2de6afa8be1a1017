import { command } from '#renderer/registry/command.ts';

export const activityPlans = command({
  id: 'activity.plans',
  title: 'Show Plans',
  category: 'View',
  key: 'Alt+7',
  when: (keys) => keys.workspaceOpen,
  menus: [{ menu: 'view', group: '2_activity', order: 7, title: 'Plans' }],
  run: ({ run }) => run('activity.show', { id: 'plans' }),
});
