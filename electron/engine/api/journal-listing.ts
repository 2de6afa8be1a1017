import { summaryOf } from '#engine/projections/audit.ts';
import type { Session } from './session.ts';

/** The journal's own lines without what they carry; `last` counts from the end, null lists all. */
export function listJournal(session: Session, last: number | null) {
  const { journal } = session.mustBeOpen().workspace;
  const total = journal.records;
  const first = last === null ? 0 : Math.max(0, total - last);
  return {
    total,
    records: journal.list(first, total - first).map((record) => {
      const { seq, at, human, agent, client, action, object, decision, hash } = record;
      return { seq, at, human, agent, client, action, object, decision, summary: summaryOf(record), hash };
    }),
  };
}
