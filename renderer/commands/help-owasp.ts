import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';

export const helpOwasp = command({
  id: 'help.owasp',
  title: 'OWASP Non-Human Identities Top 10',
  category: 'Help',
  menus: [{ menu: 'help', group: '2_links', order: 1 }],
  run: async () => {
    await call('host.openExternal', { page: 'owasp_nhi' });
  },
});
