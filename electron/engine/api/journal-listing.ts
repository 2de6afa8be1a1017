import { summaryOf } from '#engine/projections/audit.ts';
import { recordLanguage } from '#engine/projections/fields/record.ts';
import { understood } from '#engine/projections/understood.ts';
import { circumstancesIn } from '#engine/store/tables/activity.ts';
import type { Session } from './session.ts';

interface Wanted {
  /** So many, counted from the end of what the query lets through; null: all. */
  readonly last: number | null;
  readonly query: string;
}

/** The journal's own lines without what they carry. `total`: all that the query lets through. */
export function listJournal(session: Session, { last, query }: Wanted) {
  const { workspace, picture } = session.mustBeOpen();
  const { journal } = workspace;
  const { test } = understood(recordLanguage, query);
  // Without a query only the records that are shown are read from the disk.
  const first = test === null && last !== null ? Math.max(0, journal.records - last) : 0;
  const list = journal.list(first, journal.records - first).map((record) => {
    const { seq, at, human, agent, client, action, object, decision, hash } = record;
    const { address = null, userAgent = null } = circumstancesIn(record);
    const summary = summaryOf(record);
    return { seq, at, human, agent, client, action, object, decision, summary, address, userAgent, hash };
  });
  if (test === null) return { total: journal.records, records: list };
  const asked = test({ list, now: picture.now });
  const records = list.filter((_, row) => asked(row));
  return { total: records.length, records: last === null ? records : records.slice(-last) };
}
