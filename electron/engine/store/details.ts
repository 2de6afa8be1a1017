import type { Identity } from '#shared/model/identity.ts';
import type { JournalRecord } from '#shared/model/journal-record.ts';
import type { Objects } from './objects.ts';
import { type IdentityLine, type PayloadLine, parsePayloadLine, type RawPlace, saidOf, trusted } from './payload.ts';
import { type Stored, storedIn } from './said.ts';
import type { IdentityTable } from './tables/identities.ts';

/** Reads whole identities and source records where the columns say that they lie. */
export interface Details {
  identity(row: number): Identity;
  /** null: the source kept none. */
  raw(row: number, source: number): unknown;
  /** Who said what of it, in the order of its sources. Places of raw records are absolute. */
  stored(row: number): readonly Stored[];
}

interface Readers {
  readonly objects: Pick<Objects, 'read'>;
  record(seq: number): JournalRecord;
}

/** Hardly dearer to read than one line, and good for the next forty. */
const blockBytes = 64 * 1024;

export function createDetails(identities: IdentityTable, { objects, record }: Readers): Details {
  // Rows that were committed together are often read together.
  let kept: { readonly seq: number; readonly lines: readonly PayloadLine[] } | undefined;

  const inRecord = (seq: number, entry: number): PayloadLine | undefined => {
    if (kept?.seq !== seq) kept = { seq, lines: inlineLines(record(seq)) };
    return kept.lines[entry];
  };
  // Rows are mostly asked for in the order in which they lie in the object.
  let block = { digest: '', offset: 0, bytes: new Uint8Array(0) };
  const inObject = (digest: string, offset: number, bytes: number): PayloadLine => {
    if (block.digest !== digest || offset < block.offset || offset + bytes > block.offset + block.bytes.byteLength) {
      block = { digest, offset, bytes: new Uint8Array(objects.read(digest, offset, Math.max(bytes, blockBytes))) };
    }
    const start = offset - block.offset;
    return parsePayloadLine(Buffer.from(block.bytes.buffer, start, bytes).toString('utf8'));
  };

  const lineOf = (row: number): IdentityLine => {
    const { place, seq, entry, offset, bytes } = identities.columns;
    const digest = place.at(row);
    const line = digest === '' ? inRecord(seq.at(row), entry.at(row)) : inObject(digest, offset.at(row), bytes.at(row));
    if (line?.[0] !== 'i') throw new Error(`row ${row} points at something that is no identity`);
    return line;
  };

  const rawPlaces = (row: number): readonly (RawPlace | null)[] => {
    const place = identities.columns.place.at(row);
    const seq = identities.columns.seq.at(row);
    return lineOf(row)[2].map((raw) => (raw === null || raw.length === 5 ? raw : [raw[0], raw[1], raw[2], place, seq]));
  };

  return {
    identity: (row) => lineOf(row)[1],
    stored(row) {
      const line = lineOf(row);
      return storedIn(line[1], rawPlaces(row), saidOf(line));
    },
    raw(row, source) {
      const at = rawPlaces(row)[source];
      if (at?.[3] === undefined || at[4] === undefined) return null;
      const [entry, offset, bytes, place, seq] = at;
      const line = place === '' ? inRecord(seq, entry) : inObject(place, offset, bytes);
      return line?.[0] === 'r' ? line[1] : null;
    },
  };
}

/** The payload that travels inside a record; empty when it lies in an object or there is none. */
export function inlineLines(record: JournalRecord): readonly PayloadLine[] {
  const lines = record.data['payload'];
  return Array.isArray(lines) ? lines.map(trusted) : [];
}

/** The one object that holds a commit's payload; empty when it has none. */
export function objectOf(record: JournalRecord): string {
  const objects = record.data['objects'];
  if (!Array.isArray(objects)) return '';
  const first: unknown = objects[0];
  if (typeof first !== 'object' || first === null || !('digest' in first)) return '';
  return typeof first.digest === 'string' ? first.digest : '';
}
