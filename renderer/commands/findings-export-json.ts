import { command } from '#renderer/registry/command.ts';

export const findingsExportJson = command({
  id: 'findings.export-json',
  title: 'Export Findings as JSON…',
  category: 'Findings',
  when: (keys) => keys.workspaceOpen && keys.engineRunning,
  run: ({ keys, run }) => run('findings.export', { format: 'json', all: keys.editor !== 'findings' }),
});
