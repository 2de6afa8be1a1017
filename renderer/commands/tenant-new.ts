import { command } from '#renderer/registry/command.ts';

export const tenantNew = command({
  id: 'tenant.new',
  title: 'Add Tenant…',
  category: 'Tenants',
  when: (keys) => keys.workspaceOpen,
  menus: [{ menu: 'file', group: '2_import', order: 5 }],
  run: ({ run }) => run('editor.open', { uri: 'nhi:/tenant/new' }),
});
