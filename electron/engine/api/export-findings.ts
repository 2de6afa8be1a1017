import type { CallHandlers } from '#engine/door/door.ts';
import type { ExportFormat } from '#shared/contract/findings.ts';
import { findingsCsv } from './findings-csv.ts';
import { sarifOf } from './findings-sarif.ts';
import { type FindingSelection, listFindings } from './listing.ts';
import type { Session } from './session.ts';
import { refuseUnusable, writeOnce } from './write-once.ts';

/** What a file holds, and how many findings. */
const written: Readonly<
  Record<
    ExportFormat,
    (session: Session, selection: FindingSelection) => { readonly text: string; readonly findings: number }
  >
> = {
  sarif(session, selection) {
    const log = sarifOf(session, selection);
    return { text: `${JSON.stringify(log, null, 2)}\n`, findings: log.runs[0]?.results.length ?? 0 };
  },
  csv(session, selection) {
    const listed = listFindings(session, selection);
    return { text: `${findingsCsv(listed)}\n`, findings: listed.findings.length };
  },
  json(session, selection) {
    const listed = listFindings(session, selection);
    return { text: `${JSON.stringify(listed, null, 2)}\n`, findings: listed.findings.length };
  },
};

export function exportCalls(session: Session): Pick<CallHandlers, 'findings.export'> {
  return {
    'findings.export': ({ path, format, ...filter }) => {
      const target = session.system.files.absolute(path);
      const { workspace } = session.mustBeOpen();
      refuseUnusable(session, target);
      const { text, findings } = written[format](session, filter);
      writeOnce(session, target, text);
      session.system.log.info(`Exported ${findings} findings to ${target}.`);
      return { path: target, findings, seq: workspace.journal.records };
    },
  };
}
