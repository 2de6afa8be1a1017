import { decodeLine, lineFeed, longestLine, parseRecord } from './record.ts';

/**
 * What stands behind the last line feed of a journal (ARCHITECTURE.md, "The workspace on disk"):
 * `torn` holds no complete record, or only zero bytes; `record` is a whole one that misses its line feed;
 * `damage` is a complete record that does not verify, or a verified one followed by something else.
 */
export type Tail = 'empty' | 'torn' | 'record' | 'damage';

const quoteMark = 0x22;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;

export const isZero = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0);

/** Length of the JSON object that the bytes begin with, 0 when it never closes. A prefix of one never does. */
function objectLength(bytes: Uint8Array): number {
  if (bytes[0] !== openBrace) return 0;
  let depth = 0;
  let inText = false;
  for (let at = 0; at < bytes.byteLength; at += 1) {
    const byte = bytes[at];
    if (byte === lineFeed) return 0;
    if (inText) {
      if (byte === backslash) at += 1;
      else if (byte === quoteMark) inText = false;
    } else if (byte === quoteMark) inText = true;
    else if (byte === openBrace) depth += 1;
    else if (byte === closeBrace) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return 0;
}

export function classifyTail(sha256: (data: Uint8Array) => string, tail: Uint8Array, seq: number, prev: string): Tail {
  if (tail.byteLength === 0) return 'empty';
  if (isZero(tail)) return 'torn';
  if (tail.byteLength > longestLine) return 'damage';
  const length = objectLength(tail);
  if (length === 0) return 'torn';
  const first = tail.subarray(0, length);
  if (decodeLine(sha256, first, seq, prev) !== undefined) return length === tail.byteLength ? 'record' : 'damage';
  return parseRecord(Buffer.from(first).toString('utf8')) === undefined ? 'torn' : 'damage';
}
