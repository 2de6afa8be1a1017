import { AppError } from '#shared/errors/app-error.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { Journal } from './journal.ts';

/** A moment of the journal: after a record, or after the last one that was written by an instant. */
export type JournalMoment = { readonly seq: number } | { readonly at: Instant };

/**
 * Number of the record that a moment stands behind. Refuses with record.absent where the journal has no such record, with
 * workspace.damaged where it would be one behind the first that does not verify.
 */
export function recordAt(journal: Pick<Journal, 'records' | 'list' | 'firstBad'>, moment: JournalMoment): number {
  const seq = 'seq' in moment ? moment.seq : recordBefore(journal, moment.at);
  if (seq >= 1 && seq <= journal.records) return seq;
  if (seq >= 1 && journal.firstBad !== null) {
    throw new AppError('workspace.damaged', `Record ${journal.firstBad} of the journal does not verify.`, {
      hint: `No moment behind it can be shown; records 1 to ${journal.records} can.`,
      details: { seq: journal.firstBad },
    });
  }
  const [first] = journal.list(0, 1);
  throw new AppError(
    'record.absent',
    'seq' in moment ? `The journal has no record ${seq}.` : 'The workspace was not there yet.',
    { hint: `It has ${journal.records} records, the first of ${first?.at ?? 'never'}.` },
  );
}

/** The journal as it was after record `until`, one that it has, to be read. */
export function journalUpTo(journal: Journal, until: number): Journal {
  const [last] = journal.list(until - 1, 1);
  if (last === undefined) throw new Error(`the journal has no record ${until}`);
  return {
    records: until,
    head: last.hash,
    size: journal.size,
    notices: journal.notices,
    firstBad: journal.firstBad,
    append: () => Promise.reject(new AppError('workspace.read_only', 'What was cannot be changed.')),
    list: (first, count) => journal.list(first, Math.min(count, until - Math.max(0, first))),
    read: journal.read,
    scan: (onRecord) =>
      journal.scan((record, offset, length) => void (record.seq <= until && onRecord(record, offset, length))),
    verify: journal.verify,
    close: journal.close,
  };
}

/** Number of the last record that was written at `at` or before; 0: there is none. Times of records never go back. */
function recordBefore(journal: Pick<Journal, 'records' | 'list'>, at: Instant): number {
  let [low, high] = [0, journal.records];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const [record] = journal.list(middle - 1, 1);
    if (record !== undefined && Date.parse(record.at) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
