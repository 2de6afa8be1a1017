import type { FileHandle, System } from '#engine/system/system.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { JournalRecord } from '#shared/model/journal-record.ts';
import { type Chain, walkChain } from './chain.ts';
import { createOffsetIndex } from './offset-index.ts';
import { decodeLine, genesis, type JournalEntry, lineFeed } from './record.ts';
import { type ObjectCheck, referencedObjects } from './references.ts';
import { type Verification, verifyAgain } from './verify.ts';
import { type Appended, createWriter } from './writer.ts';

export type { JournalEntry } from './record.ts';
export type { Verification } from './verify.ts';
export type { Appended } from './writer.ts';

export const journalName = 'journal.log';

export type OnRecord = (record: JournalRecord, offset: number, length: number) => void;

/** `journal.log`, open. Offsets and lengths are bytes of the file; a length counts the line feed. */
export interface Journal {
  readonly records: number;
  /** Hash of the last record; 64 zeros while there is none. */
  readonly head: string;
  readonly size: number;
  /** What was repaired or is amiss, in sentences. */
  readonly notices: readonly string[];
  /** Number of the first record that does not verify; other than null only where the journal is open read-only. */
  readonly firstBad: number | null;
  /** Durable when it resolves. Refusals: workspace.write_failed, workspace.held, workspace.read_only, workspace.not_open. */
  append(entry: JournalEntry): Promise<Appended>;
  /** Records `first` … `first + count - 1`, the oldest is 0; read from the disk. */
  list(first: number, count: number): readonly JournalRecord[];
  read(offset: number, length: number): Uint8Array;
  /** All records from the oldest on, as they were when it was called. */
  scan(onRecord: OnRecord): Promise<void>;
  /** Reads all from the disk again, referenced objects included. Throws the signal's reason when it aborts. */
  verify(signal?: AbortSignal): Promise<Verification>;
  close(): Promise<void>;
}

export interface JournalOptions {
  readonly readOnly: boolean;
  /** Makes the file, which must not be there yet. */
  readonly create?: boolean;
  /** False when another process has become the writer. Asked before each batch of appends. */
  readonly mayWrite?: () => boolean;
  readonly objects?: ObjectCheck;
  /** Every record while the chain is walked anyway; spares a scan. When opening fails, what it was told is void. */
  readonly onRecord?: OnRecord;
}

/**
 * Opens `journal.log` in the folder and checks every record of it. Cuts off a torn tail where it may write, and says so.
 * Refuses with workspace.damaged `{seq}`; read-only it opens up to the last good record instead and changes no byte.
 */
export async function openJournal(system: System, folder: string, options: JournalOptions): Promise<Journal> {
  const path = system.files.join(folder, journalName);
  const handle = await openFile(system, path, options);
  try {
    return await openWith(system, handle, options);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function openFile(system: System, path: string, options: JournalOptions): Promise<FileHandle> {
  if (options.create === true) {
    const created = await system.files.open(path, 'create');
    await system.files.flushFolder(system.files.parent(path));
    return created;
  }
  if (!system.files.exists(path)) {
    throw new AppError('workspace.damaged', 'The journal of this workspace is missing.', {
      hint: 'Bring back journal.log from a backup.',
      details: { seq: 1 },
    });
  }
  return system.files.open(path, options.readOnly ? 'read' : 'append');
}

async function openWith(system: System, handle: FileHandle, options: JournalOptions): Promise<Journal> {
  const index = createOffsetIndex();
  const sha256 = system.hash.sha256;
  const { objects } = options;
  const notices: string[] = [];

  const references = new Map<number, readonly string[]>();

  const hasObjects = (record: JournalRecord): boolean => {
    const digests = referencedObjects(record);
    if (digests === undefined) return false;
    if (digests.length > 0) references.set(record.seq, digests);
    return digests.every((digest) => objects?.has(digest) ?? true);
  };
  const chain = await walkChain({
    sha256,
    size: handle.size(),
    read: handle.readSync,
    decode: (line, seq, prev) => decodeLine(sha256, line, seq, prev),
    visit(record, offset, length) {
      if (!hasObjects(record)) return false;
      index.push(offset, length, record.hash);
      options.onRecord?.(record, offset, length);
      return true;
    },
  });
  if (chain.firstBad !== null && !options.readOnly) throw damage(chain.firstBad);
  const size = options.readOnly ? chain.end : await repair(handle, chain);
  notices.push(...noticesOf(chain, options.readOnly));

  let { head } = chain;
  let end = size;
  let isOpen = true;
  const writer = createWriter(
    system,
    handle,
    { seq: chain.records, hash: head, at: chain.at, size },
    options.mayWrite ?? (() => true),
    (appended) => {
      index.push(appended.offset, appended.length, appended.hash);
      head = appended.hash;
      end = appended.offset + appended.length;
    },
  );

  const remember = (appended: Appended, digests: readonly string[]): Appended => {
    references.set(appended.seq, digests);
    return appended;
  };

  const recordAt = (at: number): JournalRecord => {
    const bytes = handle.readSync(index.offset(at), index.size(at));
    const line = bytes.at(-1) === lineFeed ? bytes.subarray(0, -1) : bytes;
    const prev = at === 0 ? genesis : prevOf(line);
    const record = decodeLine(sha256, line, at + 1, prev);
    if (record === undefined) throw damage(at + 1);
    return record;
  };

  return {
    get records() {
      return index.length;
    },
    get head() {
      return head;
    },
    get size() {
      return end;
    },
    notices,
    firstBad: chain.firstBad,
    append(entry) {
      if (options.readOnly)
        return Promise.reject(new AppError('workspace.read_only', 'This workspace is open read-only.'));
      const appending = writer.append(entry);
      const digests = referencedObjects(entry) ?? [];
      return digests.length === 0 ? appending : appending.then((appended) => remember(appended, digests));
    },
    list(first, count) {
      const from = Math.max(0, first);
      const to = Math.min(index.length, first + count);
      return Array.from({ length: Math.max(0, to - from) }, (_, step) => recordAt(from + step));
    },
    read: (offset, length) => handle.readSync(offset, length),
    async scan(onRecord) {
      const records = index.length;
      for (let at = 0; at < records; at += 1) onRecord(recordAt(at), index.offset(at), index.size(at));
    },
    verify: (signal) =>
      verifyAgain(
        system,
        handle.path,
        { records: index.length, head, end, firstBad: chain.firstBad, index, references },
        objects,
        signal,
      ),
    async close() {
      if (!isOpen) return;
      isOpen = false;
      await writer.stop();
      await handle.close();
    },
  };
}

const prevBehind = Buffer.from('"prev":"');
const prevOf = (line: Uint8Array): string => {
  const bytes = Buffer.from(line.buffer, line.byteOffset, line.byteLength);
  const at = bytes.indexOf(prevBehind) + prevBehind.byteLength;
  return bytes.toString('latin1', at, at + 64);
};

function damage(seq: number): AppError {
  return new AppError('workspace.damaged', `Record ${seq} of the journal does not verify.`, {
    hint: 'Open the workspace read-only to see everything up to the record before it, or bring the folder back from a backup.',
    details: { seq },
  });
}

/** Returns the size afterwards. */
async function repair(handle: FileHandle, chain: Chain): Promise<number> {
  if (chain.tail === 'torn') {
    await handle.truncate(chain.end);
    await handle.flush();
  }
  if (chain.tail !== 'record') return chain.end;
  await handle.append(Uint8Array.of(lineFeed));
  await handle.flush();
  return chain.end + 1;
}

function noticesOf(chain: Chain, readOnly: boolean): readonly string[] {
  const { firstBad, records, tail, tailBytes } = chain;
  if (firstBad !== null) {
    return [`Record ${firstBad} of the journal does not verify: what is shown ends with record ${records}.`];
  }
  if (tail === 'torn') {
    return readOnly
      ? [`The last ${tailBytes} bytes of the journal hold no complete record and are not shown.`]
      : [
          `A write was cut short: ${tailBytes} bytes behind record ${records} held no complete record and were cut off.`,
        ];
  }
  if (tail === 'record' && !readOnly) {
    return [`A write was cut short behind record ${records}: the record is complete, its line feed was added.`];
  }
  return [];
}
