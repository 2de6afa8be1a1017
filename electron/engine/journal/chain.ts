import { genesis, lineFeed, longestLine } from './record.ts';
import { classifyTail, isZero, type Tail } from './tail.ts';

const readBytes = 1024 * 1024;
/** Between two rests, so that whoever shares the thread gets on. */
const bytesBetweenRests = 4 * readBytes;

export interface Chain {
  /** Records that verify, from the first up to the end or the first bad one. */
  readonly records: number;
  readonly head: string;
  /** Of the last record that verifies, with its line feed where it has one. */
  readonly end: number;
  /** Number of the first record that does not verify. */
  readonly firstBad: number | null;
  readonly tail: Tail;
  readonly tailBytes: number;
  /** `at` of the last record. */
  readonly at: string;
}

/** What the walk must know of a line that verifies. */
export interface Link {
  readonly hash: string;
  readonly at: string;
}

export interface Walk<Line extends Link> {
  readonly sha256: (data: Uint8Array) => string;
  readonly size: number;
  read(offset: number, length: number): Uint8Array;
  /** Undefined for a line that does not verify. */
  decode(line: Buffer, seq: number, prev: string): Line | undefined;
  /** Every line that verifies; false says that what it refers to is not there, which is damage too. */
  visit(line: Line, offset: number, length: number): boolean | Promise<boolean>;
  readonly signal?: AbortSignal | undefined;
}

const rest = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Reads the journal's bytes from the first to the last and follows the hashes. Throws when the signal aborts. */
export async function walkChain<Line extends Link>(walk: Walk<Line>): Promise<Chain> {
  const { size } = walk;
  let window: Buffer = Buffer.alloc(0);
  let windowStart = 0;
  let from = 0;
  let records = 0;
  let head = genesis;
  let at = '';
  let rested = 0;

  const state = (): Pick<Chain, 'records' | 'head' | 'end' | 'at'> => ({ records, head, end: windowStart + from, at });
  const damaged = (): Chain => ({ ...state(), firstBad: records + 1, tail: 'empty', tailBytes: 0 });

  for (;;) {
    const to = window.indexOf(lineFeed, from);
    if (to >= 0) {
      const record = walk.decode(window.subarray(from, to), records + 1, head);
      if (record === undefined) return damaged();
      const fine = walk.visit(record, windowStart + from, to - from + 1);
      if (!(typeof fine === 'boolean' ? fine : await fine)) return damaged();
      records += 1;
      head = record.hash;
      at = record.at;
      from = to + 1;
      continue;
    }
    const read = windowStart + window.byteLength;
    const unread = size - read;
    const line = window.subarray(from);
    if (unread <= 0) break;
    if (line.byteLength > longestLine) {
      if (!isZero(line) || !zeroToTheEnd(walk, read)) return damaged();
      return { ...state(), firstBad: null, tail: 'torn', tailBytes: size - windowStart - from };
    }
    const next = walk.read(read, Math.min(readBytes, unread));
    if (next.byteLength === 0) break;
    if (read - rested >= bytesBetweenRests) {
      rested = read;
      await rest();
      walk.signal?.throwIfAborted();
    }
    windowStart += from;
    from = 0;
    window =
      line.byteLength === 0 ? Buffer.from(next.buffer, next.byteOffset, next.byteLength) : Buffer.concat([line, next]);
  }
  return closeWithTail(walk, window.subarray(from), state());
}

async function closeWithTail<Line extends Link>(
  walk: Walk<Line>,
  bytes: Buffer,
  state: Pick<Chain, 'records' | 'head' | 'end' | 'at'>,
): Promise<Chain> {
  const seq = state.records + 1;
  const tail = classifyTail(walk.sha256, bytes, seq, state.head);
  const bad: Chain = { ...state, firstBad: seq, tail: 'damage', tailBytes: bytes.byteLength };
  if (tail === 'damage') return bad;
  if (tail !== 'record') return { ...state, firstBad: null, tail, tailBytes: bytes.byteLength };
  const record = walk.decode(bytes, seq, state.head);
  // The length counts the line feed that is still to come.
  if (record === undefined || !(await walk.visit(record, state.end, bytes.byteLength + 1))) return bad;
  const end = state.end + bytes.byteLength;
  return { records: seq, head: record.hash, end, at: record.at, firstBad: null, tail, tailBytes: 0 };
}

function zeroToTheEnd(walk: Pick<Walk<Link>, 'size' | 'read'>, from: number): boolean {
  for (let at = from; at < walk.size; at += readBytes) {
    if (!isZero(walk.read(at, Math.min(readBytes, walk.size - at)))) return false;
  }
  return true;
}
