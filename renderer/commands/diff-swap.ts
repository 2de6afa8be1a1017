import { command } from '#renderer/registry/command.ts';
import { diffUri, pairOf } from '#renderer/state/diff.ts';

export const diffSwap = command({
  id: 'diff.swap',
  title: 'Swap the Sides of the Comparison',
  category: 'Go',
  when: (keys) => keys.editor === 'diff',
  run: async ({ keys, run }, given?: { readonly uri: string }) => {
    const pair = pairOf(given?.uri ?? keys.uri ?? '');
    if (pair === null) return;
    const uri = diffUri({ from: pair.to, to: pair.from });
    await run('editor.open', { uri, preview: false });
  },
});
