import { command } from '#renderer/registry/command.ts';
import { cancelRanking, useRanking } from '#renderer/state/reach-ranking.ts';

export const reachCancelRanking = command({
  id: 'reach.cancel-ranking',
  title: 'Cancel the Ranking',
  category: 'Blast Radius',
  when: () => useRanking.getState().running !== null,
  run: cancelRanking,
});
