import { command } from '#renderer/registry/command.ts';

export const ownerShowQueue = command({
  id: 'owner.show-queue',
  title: 'Show the Orphan Queue',
  category: 'Owners',
  when: (keys) => keys.workspaceOpen,
  run: ({ run }) => run('editor.open', { uri: 'nhi:/owners' }),
});
