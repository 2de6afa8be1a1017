import { command } from '#renderer/registry/command.ts';
import { useDiffSelection } from '#renderer/state/diff.ts';

export const diffSelect = command({
  id: 'diff.select',
  title: 'Select for Compare',
  category: 'Go',
  palette: false,
  run: (_context, { seq }: { readonly seq: number }) => useDiffSelection.setState({ seq }),
});
