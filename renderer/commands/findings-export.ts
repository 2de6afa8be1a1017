import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { noFindingsFilter, useFindings } from '#renderer/state/findings.ts';
import { notify } from '#renderer/state/notifications.ts';
import { useSession } from '#renderer/state/session.ts';
import { plural } from '#renderer/ui/format.ts';
import type { ExportFormat } from '#shared/contract/findings.ts';

export interface ExportFindings {
  readonly format: ExportFormat;
  /** Whatever the editor is narrowed to. */
  readonly all: boolean;
}

/** Asks where, and writes; what the window is narrowed to, or all. */
export const findingsExport = command({
  id: 'findings.export',
  title: 'Export Findings',
  category: 'Findings',
  palette: false,
  when: (keys) => keys.workspaceOpen && keys.engineRunning,
  run: async (_context, { format, all }: ExportFindings) => {
    const { rules, severities, text } = all ? noFindingsFilter : useFindings.getState();
    const name = useSession.getState().status?.workspace?.name ?? 'workspace';
    const { path } = await call('host.chooseSave', {
      title: `Export Findings as ${formatWords[format]}`,
      name: `${name.replaceAll(/[^\p{L}\p{N} ._-]/gu, '-').slice(0, 100)} findings.${format}`,
    });
    if (path === null) return;
    const filter = { rules: [...rules], severities: [...severities], text };
    const { findings, seq } = await call('findings.export', { path, format, ...filter });
    notify({
      id: 'findings-export',
      message: `${plural(findings, 'finding')} exported as ${formatWords[format]}.`,
      hint: `As after record ${seq} of the journal; the policy and the head of the journal stand in the file.`,
    });
  },
});

const formatWords: Readonly<Record<ExportFormat, string>> = { sarif: 'SARIF', csv: 'CSV', json: 'JSON' };
