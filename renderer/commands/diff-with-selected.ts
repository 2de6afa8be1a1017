import { command } from '#renderer/registry/command.ts';
import { diffUri, useDiffSelection } from '#renderer/state/diff.ts';

export const diffWithSelected = command({
  id: 'diff.with-selected',
  title: 'Compare with Selected',
  category: 'Go',
  palette: false,
  when: (keys) => keys.engineRunning && useDiffSelection.getState().seq !== null,
  run: async ({ run }, { seq }: { readonly seq: number }) => {
    const selected = useDiffSelection.getState().seq;
    // Whichever was chosen first, the earlier one stands on the left.
    const [from, to] = [seq, selected ?? seq].sort((a, b) => a - b).map((one) => ({ seq: one }));
    if (from !== undefined && to !== undefined)
      await run('editor.open', { uri: diffUri({ from, to }), preview: false });
  },
});
