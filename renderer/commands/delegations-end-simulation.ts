import { command } from '#renderer/registry/command.ts';
import { changeDelegations } from '#renderer/state/delegations.ts';

export const delegationsEndSimulation = command({
  id: 'delegations.end-simulation',
  title: 'End the Simulation',
  category: 'Delegations',
  when: (keys) => keys.workspaceOpen,
  run: () => changeDelegations({ simulation: null }),
});
