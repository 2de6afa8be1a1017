import { command } from '#renderer/registry/command.ts';
import { cancelDiff } from '#renderer/state/diff.ts';

export const diffCancel = command({
  id: 'diff.cancel',
  title: 'Cancel the Comparison',
  category: 'Go',
  palette: false,
  run: (_context, { uri }: { readonly uri: string }) => cancelDiff(uri),
});
