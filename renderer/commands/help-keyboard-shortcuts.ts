import { command } from '#renderer/registry/command.ts';

export const helpKeyboardShortcuts = command({
  id: 'help.keyboard-shortcuts',
  title: 'Keyboard Shortcuts',
  category: 'Help',
  key: 'Mod+K Mod+S',
  menus: [
    { menu: 'help', group: '1_start', order: 2 },
    { menu: 'activity_help', group: '1_start', order: 1 },
  ],
  run: ({ run }) => run('editor.open', { uri: 'nhi:/keyboard-shortcuts' }),
});
