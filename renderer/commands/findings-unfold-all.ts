import { command } from '#renderer/registry/command.ts';
import { useFindings } from '#renderer/state/findings.ts';

export const findingsUnfoldAll = command({
  id: 'findings.unfold-all',
  title: 'Unfold All Groups',
  category: 'Findings',
  when: (keys) => keys.editor === 'findings',
  run: () => useFindings.getState().foldAll(false),
});
