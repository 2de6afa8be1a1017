import { command } from '#renderer/registry/command.ts';
import { identityOfClient } from '#renderer/state/reach.ts';

export const tokenSteal = command({
  id: 'token.steal',
  title: 'Steal This Token in Simulation',
  category: 'Blast Radius',
  when: (keys) => keys.engineRunning && keys.workspaceOpen,
  palette: false,
  run: async ({ run }, { clientId }: { readonly clientId: string }) =>
    run('reach.show', { identities: [await identityOfClient(clientId)] }),
});
