import { command } from '#renderer/registry/command.ts';

export const helpWelcome = command({
  id: 'help.welcome',
  title: 'Welcome',
  category: 'Help',
  menus: [{ menu: 'help', group: '1_start', order: 1 }],
  run: ({ run }) => run('editor.open', { uri: 'nhi:/welcome' }),
});
