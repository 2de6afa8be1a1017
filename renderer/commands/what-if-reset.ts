import { command } from '#renderer/registry/command.ts';
import { nothingSupposed, suppose } from '#renderer/state/what-if.ts';

export const whatIfReset = command({
  id: 'what-if.reset',
  title: 'Suppose Nothing',
  category: 'What If',
  when: (keys) => keys.editor === 'what-if',
  run: () => suppose(nothingSupposed),
});
