import { command } from '#renderer/registry/command.ts';

export const findingsExportCsv = command({
  id: 'findings.export-csv',
  title: 'Export Findings as CSV…',
  category: 'Findings',
  when: (keys) => keys.workspaceOpen && keys.engineRunning,
  run: ({ keys, run }) => run('findings.export', { format: 'csv', all: keys.editor !== 'findings' }),
});
