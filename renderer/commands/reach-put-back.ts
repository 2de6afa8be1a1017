import { command } from '#renderer/registry/command.ts';
import { changeReach, thiefOn } from '#renderer/state/reach.ts';

export const reachPutBack = command({
  id: 'reach.put-back',
  title: 'Put Everything Back',
  category: 'Blast Radius',
  when: (keys) => keys.editor === 'reach',
  run: ({ keys }) => changeReach(thiefOn(keys.uri), { kinds: [], identities: [] }),
});
