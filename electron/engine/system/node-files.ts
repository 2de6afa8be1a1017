import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import * as nodePath from 'node:path';
import { openHandle, openToRead } from './node-handles.ts';
import type { Files, FolderEntry } from './system.ts';

const chunkBytes = 256 * 1024;
/** Of the temporary files beside the one that they become. */
export const temporarySuffix = '.tmp';

const temporaryBeside = (path: string): string => `${path}.${randomBytes(8).toString('hex')}${temporarySuffix}`;

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

async function* stream(path: string, signal?: AbortSignal): AsyncIterable<Uint8Array> {
  const file = await fs.promises.open(path, 'r');
  const expected = fs.fstatSync(file.fd).size;
  let done = 0;
  try {
    while (!signal?.aborted) {
      // A buffer of its own for every chunk: the reader may transfer it to a worker. A small file gets a small one.
      const length = done > expected ? chunkBytes : Math.min(chunkBytes, expected - done + 4096);
      const bytes = new Uint8Array(length);
      const { bytesRead } = await file.read(bytes, 0, length, null);
      if (bytesRead === 0 || signal?.aborted) return;
      done += bytesRead;
      yield bytesRead === length ? bytes : bytes.slice(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

const kindOf = (entry: fs.Dirent): FolderEntry['kind'] => {
  if (entry.isSymbolicLink()) return 'link';
  if (entry.isDirectory()) return 'folder';
  return entry.isFile() ? 'file' : 'other';
};

async function entries(path: string): Promise<readonly FolderEntry[]> {
  const found = await fs.promises.readdir(path, { withFileTypes: true });
  return found
    .map((entry) => ({ name: entry.name, kind: kindOf(entry) }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

async function flushFolder(path: string): Promise<void> {
  // Windows has no fsync of a folder; NTFS journals its names.
  if (process.platform === 'win32') return;
  const folder = await fs.promises.open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function writeAtomic(path: string, data: Uint8Array | string): Promise<void> {
  const temporary = temporaryBeside(path);
  try {
    const file = await fs.promises.open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(data);
      await file.sync();
    } finally {
      await file.close();
    }
    await fs.promises.rename(temporary, path);
  } catch (error) {
    await fs.promises.rm(temporary, { force: true });
    throw error;
  }
  await flushFolder(nodePath.dirname(path));
}

/** A link gives the finished file its name in one step; file systems without links make do with exclusive creation. */
function createExclusive(path: string, data: string): boolean {
  const temporary = temporaryBeside(path);
  fs.writeFileSync(temporary, data, { flag: 'wx', mode: 0o600 });
  try {
    fs.linkSync(temporary, path);
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST') return false;
    if (code === 'ENOENT' && fs.existsSync(path)) return false;
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL', 'EMLINK'].includes(code)) throw error;
    return createInPlace(path, data);
  } finally {
    fs.rmSync(temporary, { force: true });
  }
}

function createInPlace(path: string, data: string): boolean {
  try {
    fs.writeFileSync(path, data, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

export const nodeFiles: Files = {
  exists: (path) => fs.existsSync(path),
  isFolder: (path) => fs.statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false,
  list: (path) => fs.readdirSync(path).sort(),
  entries,
  size: (path) => fs.statSync(path).size,
  readSync: (path) => fs.readFileSync(path),
  stream,
  open: async (path, mode) => openHandle(path, mode),
  openToRead,
  writeAtomic,
  createExclusive,
  rename: (from, to) => fs.promises.rename(from, to),
  remove: (path) => fs.promises.rm(path, { recursive: true, force: true }),
  async makeFolder(path) {
    await fs.promises.mkdir(path, { recursive: true, mode: 0o700 });
  },
  flushFolder,
  join: (...parts) => nodePath.join(...parts),
  base: (path) => nodePath.basename(path),
  parent: (path) => nodePath.dirname(path),
  absolute: (path) => nodePath.resolve(path),
};
