import type { CallHandlers } from '#engine/door/door.ts';
import { changesInventory } from '#engine/jobs/index.ts';
import { summaryOf } from '#engine/projections/audit.ts';
import type { Workspace } from '#engine/store/store.ts';
import type { JournalRow } from '#shared/contract/moments.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { JournalRecord } from '#shared/model/journal-record.ts';
import type { Session } from './session.ts';

/** How far back single records are offered; imports are known from the ledger, however old. */
const recordsBack = 2_000;
const recordsAtOnce = 200;

export function momentCalls(session: Session): Pick<CallHandlers, 'moments.open' | 'moments.leave' | 'moments.recent'> {
  return {
    async 'moments.open'({ moment }, context) {
      try {
        await session.openMoment(moment, context);
      } catch (error) {
        if (!isAbort(error)) throw error;
        throw new AppError('import.cancelled', 'Cancelled: nothing else is shown than before.');
      }
      return session.info();
    },
    async 'moments.leave'() {
      const { workspace, readOnlyNow } = session.mustBeOpen();
      if (workspace.past !== null) await session.open(workspace.path, { readOnly: readOnlyNow });
      return session.info();
    },
    'moments.recent'({ count }) {
      return recent(session.mustBeOpen().workspace, count);
    },
  };
}

export const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';

function recent({ journal, ledger, past }: Workspace, count: number): RecentRecords {
  const whole = past?.whole ?? journal;
  const oldest = Math.max(0, whole.records - recordsBack);
  const [changes, others]: [JournalRow[], JournalRow[]] = [[], []];
  for (let end = whole.records; end > oldest; end -= recordsAtOnce) {
    const first = Math.max(oldest, end - recordsAtOnce);
    for (const record of whole.list(first, end - first).toReversed()) {
      const list = changesInventory(record) ? changes : others;
      if (list.length < count) list.push(rowOf(record));
    }
  }
  for (const { seq } of ledger.imports.toReversed()) {
    if (changes.length >= count) break;
    if (seq <= oldest) changes.push(...whole.list(seq - 1, 1).map(rowOf));
  }
  return { records: whole.records, lastImport: ledger.imports.at(-1)?.seq ?? null, changes, others };
}

interface RecentRecords {
  readonly records: number;
  readonly lastImport: number | null;
  readonly changes: JournalRow[];
  readonly others: JournalRow[];
}

const rowOf = (record: JournalRecord): JournalRow => ({
  seq: record.seq,
  at: Date.parse(record.at),
  human: record.human,
  summary: summaryOf(record),
  object: record.object,
});
