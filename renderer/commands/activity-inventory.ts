import { command } from '#renderer/registry/command.ts';

export const activityInventory = command({
  id: 'activity.inventory',
  title: 'Show Inventory',
  category: 'View',
  key: 'Alt+1',
  when: (keys) => keys.workspaceOpen,
  menus: [{ menu: 'view', group: '2_activity', order: 1, title: 'Inventory' }],
  run: ({ run }) => run('activity.show', { id: 'inventory' }),
});
