import { command } from '#renderer/registry/command.ts';

export const clientNew = command({
  id: 'client.new',
  title: 'New Client…',
  category: 'Local Issuer',
  when: (keys) => keys.workspaceOpen,
  menus: [{ menu: 'file', group: '2_import', order: 4, title: 'New Client of the Local Issuer…' }],
  run: ({ run }) => run('editor.open', { uri: 'nhi:/new-client' }),
});
