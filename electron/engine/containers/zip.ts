import { Readable } from 'node:stream';
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import * as yauzl from 'yauzl';
import type { ImportSource } from '#engine/importers/import-source.ts';
import { type ContainerLimits, mayInflateTo, megabytes } from './container-limits.ts';
import { type Entry, refused, taken } from './contents.ts';
import { damaged } from './gzip.ts';
import { distinctNames, harmIn, isHidden, plainName } from './member-names.ts';
import { Unreadable } from './unreadable.ts';

/** Bytes anywhere in a file. */
export interface Bytes {
  size(): number;
  readSync(offset: number, length: number): Uint8Array;
  close(): void;
}

export interface Archive {
  readonly name: string;
  readonly folders: readonly string[];
  open(): Bytes;
}

const chunkSize = 256 * 1024;
/** Up to here a member is inflated in one step, which is much quicker than a stream. */
const small = 1024 * 1024;

/** The directory at the archive's end is read in pieces; yauzl asks for it header by header. */
class Reader extends yauzl.RandomAccessReader {
  readonly #bytes: Bytes;
  #held: Uint8Array = new Uint8Array(0);
  #from = 0;
  constructor(bytes: Bytes) {
    super();
    this.#bytes = bytes;
  }
  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, count?: number) => void,
  ): void {
    let count = 0;
    try {
      if (position < this.#from || position + length > this.#from + this.#held.length) {
        this.#from = position;
        this.#held = this.#bytes.readSync(position, Math.max(length, chunkSize));
      }
      const found = this.#held.subarray(position - this.#from, position - this.#from + length);
      buffer.set(found, offset);
      count = found.length;
    } catch (error) {
      setImmediate(() => callback(error instanceof Error ? error : new Error(String(error))));
      return;
    }
    setImmediate(() => callback(null, count));
  }
}

function openZip(bytes: Bytes): Promise<yauzl.ZipFile> {
  const options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: false } as const;
  return new Promise((resolve, reject) => {
    yauzl.fromRandomAccessReader(new Reader(bytes), bytes.size(), options, (error, zip) =>
      error ? reject(error) : resolve(zip),
    );
  });
}

/** What is in a zip archive: every entry, read or with the reason why not. Sizes are those of the directory, held to when read. */
export async function zipEntries(archive: Archive, limits: ContainerLimits, signal?: AbortSignal): Promise<Entry[]> {
  const bytes = archive.open();
  try {
    const zip = await openZip(bytes);
    if (zip.entryCount > limits.entries) {
      const message = `it holds ${zip.entryCount} entries, more than ${limits.entries}: import it in parts`;
      return [refused(archive.name, 'error', 'import.too_large', message)];
    }
    const found: yauzl.Entry[] = [];
    for await (const entry of zip.eachEntry()) {
      if (signal?.aborted) return [];
      found.push(entry);
    }
    return listed(archive, found, bytes.size(), limits);
  } catch (error) {
    return [unusable(archive.name, error)];
  } finally {
    bytes.close();
  }
}

function unusable(name: string, error: unknown): Entry {
  const reason = error instanceof Error ? error.message : '';
  if (/encryption/.test(reason)) {
    return refused(name, 'error', 'import.encrypted', 'the archive is encrypted: unpack it first');
  }
  if (/truncated|unexpected EOF|overflows/.test(reason)) {
    return refused(name, 'error', 'import.truncated', 'the zip archive ends too early, or is none');
  }
  if (/multi-disk/.test(reason)) {
    return refused(name, 'error', 'import.unrecognised', 'a part of a zip archive in several parts: unpack it first');
  }
  return refused(name, 'error', 'import.malformed', `the zip archive is damaged: ${reason}`);
}

function listed(archive: Archive, found: readonly yauzl.Entry[], size: number, limits: ContainerLimits): Entry[] {
  const names = found.map(nameOf);
  if (names.includes('[Content_Types].xml')) {
    const message = 'an Office document: save its table as CSV';
    return [refused(archive.name, 'error', 'import.unrecognised', message)];
  }
  const files = found.flatMap((entry, index) => {
    const name = names[index] ?? '';
    return name.endsWith('/') && entry.uncompressedSize === 0 ? [] : [{ entry, name }];
  });
  if (files.length === 0) return [refused(archive.name, 'error', 'import.empty', 'the archive holds no files')];
  const all = files.reduce((sum, { entry }) => sum + entry.uncompressedSize, 0);
  // Entries that share their bytes are each within the ratio, and together far beyond it.
  if (all > mayInflateTo({ ...limits, inflated: Number.POSITIVE_INFINITY }, size)) {
    const message = `it inflates to more than ${limits.ratio} times its size: a bomb`;
    return [refused(archive.name, 'error', 'import.too_large', message)];
  }
  const distinct = distinctNames();
  let inflated = 0;
  return files.map(({ entry, name: raw }) => {
    const name = distinct(`${archive.name}!/${plainName(raw) || raw}`.slice(0, archive.name.length + limits.name));
    const refusal = refusalOf(entry, raw, limits);
    if (refusal !== null) return { ...refusal, name };
    inflated += entry.uncompressedSize;
    if (inflated > limits.inflated) {
      const message = `the archive inflates to more than ${megabytes(limits.inflated)}: unpack it first`;
      return refused(name, 'error', 'import.too_large', message);
    }
    return taken(memberOf(archive, entry, name, plainName(raw)));
  });
}

const nameOf = (entry: yauzl.Entry): string =>
  yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);

/** APPNOTE 4.4.2: 3 is Unix, whose mode is in the upper half of the external attributes. */
const isLink = ({ versionMadeBy, externalFileAttributes }: yauzl.Entry): boolean =>
  versionMadeBy >>> 8 === 3 && ((externalFileAttributes >>> 16) & 0o170000) === 0o120000;

function refusalOf(entry: yauzl.Entry, name: string, limits: ContainerLimits): Extract<Entry, { source: null }> | null {
  const harm = harmIn(name, limits);
  if (harm !== '') return refused(name, 'error', 'import.unsafe_name', `${harm}: not read`);
  if (isHidden(name)) return refused(name, 'info', 'import.skipped', 'a hidden file or one of the operating system');
  if (isLink(entry)) return refused(name, 'warning', 'import.skipped', 'a symbolic link: not followed');
  if (entry.isEncrypted())
    return refused(name, 'error', 'import.encrypted', 'it is encrypted: unpack the archive first');
  if (!entry.canDecodeFileData()) {
    const message = `its compression method ${entry.compressionMethod} is not known here: unpack the archive first`;
    return refused(name, 'error', 'import.unrecognised', message);
  }
  if (entry.uncompressedSize > limits.granted + limits.ratio * entry.compressedSize) {
    const message = `it inflates to more than ${limits.ratio} times its size: a bomb`;
    return refused(name, 'error', 'import.too_large', message);
  }
  return null;
}

function memberOf(archive: Archive, entry: yauzl.Entry, name: string, inside: string): ImportSource {
  return {
    name,
    folders: [...archive.folders, ...inside.split('/').slice(0, -1)],
    size: entry.uncompressedSize,
    async *stream(signal) {
      const bytes = archive.open();
      try {
        const start = await dataStart(bytes, entry);
        let size = 0;
        let sum = 0;
        for await (const chunk of inflated(bytes, start, entry, signal)) {
          size += chunk.length;
          if (size > entry.uncompressedSize) throw lied(entry);
          sum = crc32(chunk, sum);
          if (signal?.aborted) return;
          yield chunk;
        }
        if (size !== entry.uncompressedSize) throw lied(entry);
        if (sum !== entry.crc32) throw new Unreadable('import.malformed', 'its checksum does not fit: it is damaged');
      } catch (error) {
        throw damaged(error);
      } finally {
        bytes.close();
      }
    },
  };
}

const lied = ({ uncompressedSize }: yauzl.Entry): Unreadable =>
  new Unreadable('import.malformed', `it does not hold the ${uncompressedSize} bytes that the archive promises`);

/** The local header says where the data begins; all else of it is ignored: the directory is what counts. */
async function dataStart(bytes: Bytes, entry: yauzl.Entry): Promise<number> {
  const header = Buffer.from(bytes.readSync(entry.relativeOffsetOfLocalHeader, 30));
  if (header.length < 30 || header.readUInt32LE(0) !== 0x04034b50) {
    throw new Unreadable('import.malformed', 'the archive has nothing where its directory points');
  }
  const start = entry.relativeOffsetOfLocalHeader + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (start + entry.compressedSize > bytes.size()) {
    throw new Unreadable('import.truncated', 'the archive ends before its data does');
  }
  return start;
}

async function* inflated(
  bytes: Bytes,
  start: number,
  entry: yauzl.Entry,
  signal: AbortSignal | undefined,
): AsyncIterable<Uint8Array> {
  const { compressedSize, uncompressedSize, compressionMethod } = entry;
  const raw = function* (): Iterable<Uint8Array> {
    for (let at = 0; at < compressedSize && !signal?.aborted; at += chunkSize) {
      yield bytes.readSync(start + at, Math.min(chunkSize, compressedSize - at));
    }
  };
  if (compressionMethod === 0) {
    yield* raw();
    return;
  }
  if (uncompressedSize <= small && compressedSize <= small) {
    yield inflateAtOnce(bytes.readSync(start, compressedSize), entry);
    return;
  }
  const input = Readable.from(raw());
  const inflate = createInflateRaw({ chunkSize });
  input.on('error', (error) => inflate.destroy(error));
  input.pipe(inflate);
  try {
    for await (const chunk of inflate) yield chunk;
  } finally {
    input.destroy();
    inflate.destroy();
  }
}

function inflateAtOnce(data: Uint8Array, entry: yauzl.Entry): Uint8Array {
  try {
    return new Uint8Array(inflateRawSync(data, { maxOutputLength: entry.uncompressedSize + 1 }));
  } catch (error) {
    if (error instanceof RangeError) throw lied(entry);
    throw error;
  }
}
