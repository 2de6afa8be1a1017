import { command } from '#renderer/registry/command.ts';
import { chosenOrphans } from '#renderer/state/owners.ts';

export const ownerName = command({
  id: 'owner.name',
  title: 'Name an Owner…',
  category: 'Owners',
  key: 'Alt+O',
  when: (keys) => keys.editor === 'owners' && keys.engineRunning && !keys.readOnly,
  run: ({ run }) => run('owner.assign', { identities: chosenOrphans() }),
});
