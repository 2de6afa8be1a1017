import type { FileHandle, ReadHandle, System } from '#engine/system/system.ts';
import { AppError } from '#shared/errors/app-error.ts';

const folderName = 'objects';
const stagingPrefix = '.staging-';
const readBytes = 1024 * 1024;
const openHandles = 16;
const lineFeed = 10;

/** A line of an object without its line feed. */
export interface ObjectLine {
  readonly bytes: Uint8Array;
  /** Of the line in the object; `read(digest, offset, bytes.byteLength)` gives it again. */
  readonly offset: number;
}

/** An object that is being written and has no name yet. Exactly one of `commit` and `abandon` ends it. */
export interface StagedObject {
  /** Bytes appended so far: where the next one goes. */
  readonly length: number;
  append(data: string | Uint8Array): Promise<void>;
  /** Bytes that `read` can give again. */
  readonly written: number;
  read(offset: number, length: number): Uint8Array;
  /** Flushed and in place under its digest when it resolves. */
  commit(): Promise<{ readonly digest: string; readonly bytes: number }>;
  /** Removes what was written. Harmless after `commit`. */
  abandon(): Promise<void>;
}

/** Immutable files named by the SHA-256 (hex) of their bytes. */
export interface Objects {
  has(digest: string): boolean;
  size(digest: string): number;
  stage(): Promise<StagedObject>;
  /** Fewer bytes only at the end of the object. Refuses with workspace.damaged where it is missing. */
  read(digest: string, offset: number, length: number): Uint8Array;
  lines(digest: string): Iterable<ObjectLine>;
  isIntact(digest: string): Promise<boolean>;
  close(): void;
}

/** What was staged by a process that died is removed, unless the folder is opened read-only. */
export async function openObjects(
  system: System,
  workspace: string,
  options: { readonly readOnly: boolean },
): Promise<Objects> {
  const { files } = system;
  const folder = files.join(workspace, folderName);
  if (!options.readOnly) await prepare(system, folder);
  const pathOf = (digest: string): string => files.join(folder, digest);
  const cache = createHandleCache(system, pathOf);

  return {
    has: (digest) => files.exists(pathOf(digest)),
    size: (digest) => cache.open(digest).size(),
    stage: () => stage(system, folder),
    read: (digest, offset, length) => cache.open(digest).readSync(offset, length),
    lines: (digest) => linesOf(cache, digest),
    async isIntact(digest) {
      if (!files.exists(pathOf(digest))) return false;
      const hash = system.hash.incremental();
      for await (const bytes of files.stream(pathOf(digest))) hash.update(bytes);
      return hash.hex() === digest;
    },
    close: cache.close,
  };
}

async function prepare(system: System, folder: string): Promise<void> {
  const { files, host } = system;
  if (!files.exists(folder)) {
    await files.makeFolder(folder);
    await files.flushFolder(files.parent(folder));
  }
  for (const name of files.list(folder)) {
    if (!name.startsWith(stagingPrefix)) continue;
    const pid = Number(name.slice(stagingPrefix.length).split('-', 1)[0]);
    if (pid === host.pid || !Number.isSafeInteger(pid) || host.startOf(pid) === null)
      await files.remove(files.join(folder, name));
  }
}

async function stage(system: System, folder: string): Promise<StagedObject> {
  const { files, host } = system;
  const token = Buffer.from(system.random.bytes(8)).toString('hex');
  const path = files.join(folder, `${stagingPrefix}${host.pid}-${token}`);
  const handle: FileHandle = await files.open(path, 'create');
  const hash = system.hash.incremental();
  let buffer = Buffer.allocUnsafeSlow(64 * 1024);
  let used = 0;
  let length = 0;
  let written = 0;
  let state: 'open' | 'ended' = 'open';

  async function write(bytes: Uint8Array): Promise<void> {
    hash.update(bytes);
    await handle.append(bytes);
    written += bytes.byteLength;
  }

  async function drain(): Promise<void> {
    const bytes = buffer.subarray(0, used);
    used = 0;
    if (bytes.byteLength > 0) await write(bytes);
  }

  return {
    get length() {
      return length;
    },
    async append(data) {
      if (state === 'ended') throw new Error('this object is complete or abandoned');
      const bytes = typeof data === 'string' ? Buffer.from(data, 'utf8') : data;
      length += bytes.byteLength;
      if (used + bytes.byteLength > readBytes) await drain();
      if (bytes.byteLength > readBytes) return write(bytes);
      if (used + bytes.byteLength > buffer.byteLength) buffer = Buffer.concat([buffer.subarray(0, used)], readBytes);
      buffer.set(bytes, used);
      used += bytes.byteLength;
    },
    get written() {
      return written;
    },
    read: (offset, bytes) => handle.readSync(offset, bytes),
    async commit() {
      if (state === 'ended') throw new Error('this object is complete or abandoned');
      state = 'ended';
      try {
        await drain();
        await handle.flush();
        await handle.close();
        const digest = hash.hex();
        // The same bytes may be there already; writing them anew mends what a disk may have spoilt.
        await files.rename(path, files.join(folder, digest));
        await files.flushFolder(folder);
        return { digest, bytes: length };
      } catch (error) {
        await files.remove(path);
        throw new AppError(
          'workspace.write_failed',
          'The change could not be written to the disk. Nothing of it was kept.',
          {
            hint: 'Make room on the disk or check it, then try again.',
            cause: error,
          },
        );
      }
    },
    async abandon() {
      if (state === 'ended') return;
      state = 'ended';
      await handle.close();
      await files.remove(path);
    },
  };
}

interface HandleCache {
  open(digest: string): ReadHandle;
  close(): void;
}

/** Keeps the most recently used files open. */
function createHandleCache(system: System, pathOf: (digest: string) => string): HandleCache {
  const open = new Map<string, ReadHandle>();
  return {
    open(digest) {
      const found = open.get(digest);
      if (found !== undefined) {
        open.delete(digest);
        open.set(digest, found);
        return found;
      }
      if (!system.files.exists(pathOf(digest))) {
        throw new AppError('workspace.damaged', `The object ${digest.slice(0, 12)}… of this workspace is missing.`, {
          hint: 'Bring the folder back from a backup.',
          details: { digest },
        });
      }
      const handle = system.files.openToRead(pathOf(digest));
      open.set(digest, handle);
      const [oldest] = open.keys();
      if (open.size > openHandles && oldest !== undefined) {
        open.get(oldest)?.close();
        open.delete(oldest);
      }
      return handle;
    },
    close() {
      for (const handle of open.values()) handle.close();
      open.clear();
    },
  };
}

/** The handle is asked for again with every read: the cache may have closed it meanwhile. */
function* linesOf(cache: HandleCache, digest: string): Iterable<ObjectLine> {
  let carry: Uint8Array = new Uint8Array(0);
  let at = 0;
  for (;;) {
    const next = cache.open(digest).readSync(at, readBytes);
    if (next.byteLength === 0) break;
    const start = at - carry.byteLength;
    const window = carry.byteLength === 0 ? next : Buffer.concat([carry, next]);
    at += next.byteLength;
    let from = 0;
    for (let to = window.indexOf(lineFeed, from); to >= 0; to = window.indexOf(lineFeed, from)) {
      yield { bytes: window.subarray(from, to), offset: start + from };
      from = to + 1;
    }
    carry = window.subarray(from);
  }
  if (carry.byteLength > 0) yield { bytes: carry, offset: at - carry.byteLength };
}
