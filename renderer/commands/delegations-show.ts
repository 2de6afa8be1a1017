import { command } from '#renderer/registry/command.ts';
import { changeDelegations, type DelegationsState } from '#renderer/state/delegations.ts';

export const delegationsShow = command({
  id: 'delegations.show',
  title: 'Show in Delegations',
  category: 'Delegations',
  when: (keys) => keys.workspaceOpen,
  palette: false,
  run: ({ run }, change: Partial<DelegationsState>) => {
    changeDelegations({ simulation: null, outcome: null, ...change });
    return run('editor.open', { uri: 'nhi:/delegations' });
  },
});
