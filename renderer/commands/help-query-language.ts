import { command } from '#renderer/registry/command.ts';

export const helpQueryLanguage = command({
  id: 'help.query-language',
  title: 'Query Language',
  category: 'Help',
  menus: [{ menu: 'help', group: '1_start', order: 3 }],
  run: ({ run }) => run('editor.open', { uri: 'nhi:/query-language' }),
});
