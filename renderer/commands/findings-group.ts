import { command } from '#renderer/registry/command.ts';
import { useFindings } from '#renderer/state/findings.ts';
import type { Grouping } from '#shared/contract/findings.ts';

export const findingsGroup = command({
  id: 'findings.group',
  title: 'Group Findings',
  category: 'Findings',
  palette: false,
  when: (keys) => keys.workspaceOpen,
  run: (_context, { by }: { readonly by: Grouping | null }) => useFindings.getState().group(by),
});
