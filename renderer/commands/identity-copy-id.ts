import { command } from '#renderer/registry/command.ts';
import { parseUri } from '#renderer/registry/uri.ts';
import { useInventory } from '#renderer/state/inventory.ts';

export const identityCopyId = command({
  id: 'identity.copy-id',
  title: 'Copy Identity Id',
  category: 'Edit',
  when: (keys) => keys.editor === 'identity' || keys.editor === 'inventory',
  menus: [
    { menu: 'edit', group: '2_copy', order: 1 },
    { menu: 'identity', group: '3_copy', order: 1 },
  ],
  run: async ({ keys, run }) => {
    const parts = keys.uri === null ? null : parseUri(keys.uri);
    const id = parts?.head === 'identity' ? parts.rest : useInventory.getState().focusedId;
    if (id !== null) await run('clipboard.write', { text: id });
  },
});
