import { command } from '#renderer/registry/command.ts';
import { editorUri } from '#renderer/registry/uri.ts';
import { noFilter } from '#renderer/state/inventory.ts';
import type { InventoryFilter } from '#shared/contract/values.ts';

export const inventoryShow = command({
  id: 'inventory.show',
  title: 'Show in Inventory',
  category: 'Go',
  when: (keys) => keys.workspaceOpen,
  palette: false,
  run: ({ run }, { filter }: { filter: Partial<InventoryFilter> }) =>
    run('editor.open', { uri: editorUri('inventory', { filter: { ...noFilter, ...filter } }) }),
});
