import { command } from '#renderer/registry/command.ts';
import { rankReach, useRanking } from '#renderer/state/reach-ranking.ts';

export const reachRank = command({
  id: 'reach.rank',
  title: 'Rank Everybody by Blast Radius',
  category: 'Blast Radius',
  when: (keys) => keys.engineRunning && keys.workspaceOpen && useRanking.getState().running === null,
  menus: [{ menu: 'go', group: '2_pages', order: 2, title: 'Blast Radius of All' }],
  run: async ({ run }) => {
    await run('editor.open', { uri: 'nhi:/reach-ranking' });
    await rankReach();
  },
});
