import { constants, gunzipSync } from 'node:zlib';

/** What the first bytes say; names lie. */
export type ContainerForm = 'zip' | 'tar' | 'gzip' | 'tar.gz' | 'plain';

/** So many bytes of a file are needed to tell. */
export const formBytes = 4096;

const foreign: readonly (readonly [string, readonly number[]])[] = [
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['Zstandard', [0x28, 0xb5, 0x2f, 0xfd]],
  ['7-Zip', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['RAR', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
];

/** What packed a file that cannot be unpacked here; '' where nothing did. */
export const foreignPacker = (head: Uint8Array): string =>
  foreign.find(([, magic]) => startsWith(head, magic) && head.length > 16)?.[0] ?? '';

export function formOf(head: Uint8Array): ContainerForm {
  // PKWARE APPNOTE 4.3.7, 4.3.16: a local file header, or the end of an empty archive.
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04]) || startsWith(head, [0x50, 0x4b, 0x05, 0x06])) return 'zip';
  if (isTar(head)) return 'tar';
  // RFC 1952 §2.3.1, with the one method that exists.
  if (!startsWith(head, [0x1f, 0x8b, 0x08])) return 'plain';
  return isTar(startOfGzip(head)) ? 'tar.gz' : 'gzip';
}

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, index) => bytes[index] === byte);

/** POSIX ustar and its GNU forerunner both say so at byte 257. */
const isTar = (head: Uint8Array): boolean =>
  head.length >= 512 && startsWith(head.subarray(257), [0x75, 0x73, 0x74, 0x61, 0x72]);

/** At most 1,032 times as much as there is of it: deflate gives no more. */
function startOfGzip(head: Uint8Array): Uint8Array {
  try {
    return gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    // Whoever reads it to its end says what is wrong with it.
    return new Uint8Array(0);
  }
}
