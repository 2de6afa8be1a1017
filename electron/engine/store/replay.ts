import type { Journal } from '#engine/journal/journal.ts';
import type { JournalRecord } from '#shared/model/journal-record.ts';
import type { Details } from './details.ts';
import { inlineLines, objectOf } from './details.ts';
import type { Objects } from './objects.ts';
import { parsePayloadLine } from './payload.ts';
import type { Projection } from './projection.ts';
import type { Ledger } from './store.ts';
import type { FactRow } from './tables/identity-columns.ts';

const recordsAtOnce = 200;
const linesAtOnce = 2_000;
/** Lines of source records, `["r",…`, are passed over without being parsed: columns hold nothing of them. */
const tagAt = 2;
const rawTag = 'r'.charCodeAt(0);

/** Who asked for a replay may end it, and hears how far it has come. */
export interface Replaying {
  /** Its reason is thrown when it aborts. */
  readonly signal?: AbortSignal;
  /** `done` of `total` records, the last one in part. */
  progress?(progress: { readonly done: number; readonly total: number }): void;
}

interface Replayed {
  /** Identities, events and records that were applied, and the bytes they came from. */
  readonly rows: number;
  readonly bytes: number;
}

/** Applies every record behind the projection's own; lets others run in between. */
export async function replay(
  projection: Projection,
  details: Details,
  source: { readonly journal: Pick<Journal, 'list' | 'records'>; readonly objects: Pick<Objects, 'lines'> },
  asked: Replaying = {},
): Promise<Replayed> {
  const done = { rows: 0, bytes: 0 };
  let outdated = false;
  while (projection.seq < source.journal.records) {
    for (const record of source.journal.list(projection.seq, recordsAtOnce)) {
      outdated ||= projection.outdatedBy(record);
      const pause = async (share: number): Promise<void> => {
        await breath();
        asked.signal?.throwIfAborted();
        asked.progress?.({ done: record.seq - 1 + share, total: source.journal.records });
      };
      await replayRecord(projection, record, { objects: source.objects, pause }, done);
    }
    await breath();
    asked.signal?.throwIfAborted();
  }
  if (outdated) projection.identities.reproject(await factsOfAll(projection, details, projection.ledger));
  return done;
}

async function replayRecord(
  projection: Projection,
  record: JournalRecord,
  {
    objects,
    pause,
  }: {
    readonly objects: Pick<Objects, 'lines'>;
    /** Lets others run; `share` of the record, 0–1, is applied. */
    pause(share: number): Promise<void>;
  },
  done: { rows: number; bytes: number },
): Promise<void> {
  if (record.data['payload'] === undefined && record.data['objects'] === undefined) {
    done.rows += 1;
    projection.applyRecord(record);
    return;
  }
  const staging = projection.stage();
  for (const [entry, line] of inlineLines(record).entries()) staging.addLine(line, { entry, offset: 0, bytes: 0 });
  const place = objectOf(record);
  if (place !== '') {
    const lines = linesOf(record);
    let entry = 0;
    for (const { bytes, offset } of objects.lines(place)) {
      if (bytes[tagAt] !== rawTag) {
        const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
        staging.addLine(parsePayloadLine(text), { entry, offset, bytes: bytes.byteLength });
      }
      done.bytes += bytes.byteLength;
      entry += 1;
      if (entry % linesAtOnce === 0) await pause(Math.min(1, entry / lines));
    }
  }
  done.rows += staging.table.length + staging.activity.length + 1;
  projection.apply(record, place, staging);
}

/** How many lines a record says that its object has. */
function linesOf({ data }: JournalRecord): number {
  const [object] = Array.isArray(data['objects']) ? data['objects'] : [];
  const lines: unknown = object?.lines;
  return typeof lines === 'number' && lines > 0 ? lines : Number.POSITIVE_INFINITY;
}

/** The facts of every row anew. */
export async function factsOfAll(projection: Projection, details: Details, ledger: Ledger): Promise<FactRow[]> {
  const facts: FactRow[] = [];
  for (let row = 0; row < projection.identities.length; row++) {
    facts.push(projection.factsOf(details.identity(row), ledger));
    if (row % linesAtOnce === linesAtOnce - 1) await breath();
  }
  return facts;
}

const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
