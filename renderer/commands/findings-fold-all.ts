import { command } from '#renderer/registry/command.ts';
import { useFindings } from '#renderer/state/findings.ts';

export const findingsFoldAll = command({
  id: 'findings.fold-all',
  title: 'Fold All Groups',
  category: 'Findings',
  when: (keys) => keys.editor === 'findings',
  run: () => useFindings.getState().foldAll(true),
});
