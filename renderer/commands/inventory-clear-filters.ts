import { command } from '#renderer/registry/command.ts';
import { noFilter, useInventory } from '#renderer/state/inventory.ts';

export const inventoryClearFilters = command({
  id: 'inventory.clear-filters',
  title: 'Clear Inventory Filters',
  category: 'Edit',
  when: (keys) => keys.workspaceOpen,
  menus: [{ menu: 'edit', group: '1_find', order: 2 }],
  run: () => useInventory.getState().replaceFilter(noFilter),
});
