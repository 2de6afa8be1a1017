import { command } from '#renderer/registry/command.ts';

export const findingsExportSarif = command({
  id: 'findings.export-sarif',
  title: 'Export Findings as SARIF…',
  category: 'Findings',
  when: (keys) => keys.workspaceOpen && keys.engineRunning,
  run: ({ keys, run }) => run('findings.export', { format: 'sarif', all: keys.editor !== 'findings' }),
});
