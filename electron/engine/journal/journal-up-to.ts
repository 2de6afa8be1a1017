import { AppError } from '#shared/errors/app-error.ts';
import type { Journal } from './journal.ts';

/** The journal as it was after record `until`, to be read. Refuses with record.absent where it has no such record. */
export function journalUpTo(journal: Journal, until: number): Journal {
  const [last] = until < 1 ? [] : journal.list(until - 1, 1);
  if (last === undefined) {
    throw new AppError('record.absent', `The journal has no record ${until}.`, {
      hint: `It has records 1 to ${journal.records}.`,
    });
  }
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
export function recordBefore(journal: Pick<Journal, 'records' | 'list'>, at: number): number {
  let [low, high] = [0, journal.records];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const [record] = journal.list(middle - 1, 1);
    if (record !== undefined && Date.parse(record.at) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
