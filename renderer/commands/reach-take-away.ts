import { command } from '#renderer/registry/command.ts';
import { thiefOn, toggleObstacle } from '#renderer/state/reach.ts';
import type { DelegationKind } from '#shared/model/delegation.ts';

export const reachTakeAway = command({
  id: 'reach.take-away',
  title: 'Take Away in Simulation, or Put Back',
  category: 'Blast Radius',
  when: (keys) => keys.editor === 'reach' && keys.engineRunning,
  palette: false,
  run: ({ keys }, what: { readonly kind?: DelegationKind; readonly target?: string }) =>
    toggleObstacle(thiefOn(keys.uri), what),
});
