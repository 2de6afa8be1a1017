import { posix } from 'node:path';
import type { FileHandle, Files } from '#engine/system/system.ts';

/** A change of one file that no flush has covered yet. */
type Change = { readonly at: number; readonly data: Uint8Array } | { readonly length: number };

interface MemoryFile {
  data: Uint8Array;
  /** What a power cut leaves when none of the changes reached the disk. */
  durable: Uint8Array;
  changes: Change[];
}

type NameChange = { readonly folder: string; readonly name: string; readonly file: MemoryFile | null };

export interface MemoryFiles extends Files {
  /** Every file with its present bytes. */
  contents(): ReadonlyMap<string, Uint8Array>;
  put(path: string, data: Uint8Array | string): void;
  /**
   * The disk after a power cut: `survives` decides for each change that no flush covered, oldest first, whether it is
   * there. A later change may survive an earlier one. Names (create, rename, remove) need their folder flushed.
   */
  afterPowerCut(survives: () => boolean): MemoryFiles;
}

export class FileError extends Error {
  readonly code: string;
  constructor(code: string, path: string) {
    super(`${code}: ${path}`);
    this.code = code;
  }
}

const apply = (before: Uint8Array, change: Change): Uint8Array => {
  if ('length' in change) {
    const cut = new Uint8Array(change.length);
    cut.set(before.subarray(0, change.length));
    return cut;
  }
  const end = change.at + change.data.byteLength;
  const after = new Uint8Array(Math.max(before.byteLength, end));
  after.set(before);
  after.set(change.data, change.at);
  return after;
};

const bytesOf = (data: Uint8Array | string): Uint8Array =>
  typeof data === 'string' ? new TextEncoder().encode(data) : data.slice();

/** A file system in memory that knows what a flush has made durable. Paths are POSIX and absolute. */
export function createMemoryFiles(): MemoryFiles {
  return build(new Map(), new Set(['/']));
}

function build(names: Map<string, MemoryFile>, folders: Set<string>): MemoryFiles {
  const durableNames = new Map(names);
  let nameChanges: NameChange[] = [];
  let temporaries = 0;

  const fileAt = (path: string): MemoryFile => {
    const file = names.get(path);
    if (file === undefined) throw new FileError('ENOENT', path);
    return file;
  };
  const needFolder = (path: string): void => {
    if (!folders.has(posix.dirname(path))) throw new FileError('ENOENT', posix.dirname(path));
  };
  const setName = (path: string, file: MemoryFile | null): void => {
    if (file === null) names.delete(path);
    else names.set(path, file);
    nameChanges.push({ folder: posix.dirname(path), name: path, file });
  };
  const change = (file: MemoryFile, what: Change): void => {
    file.data = apply(file.data, what);
    file.changes.push(what);
  };
  const settle = (file: MemoryFile): void => {
    file.durable = file.data;
    file.changes = [];
  };
  const create = (path: string, data: Uint8Array): MemoryFile => {
    needFolder(path);
    if (names.has(path)) throw new FileError('EEXIST', path);
    const file: MemoryFile = { data: new Uint8Array(0), durable: new Uint8Array(0), changes: [] };
    if (data.byteLength > 0) change(file, { at: 0, data });
    setName(path, file);
    return file;
  };

  function handleOf(path: string, file: MemoryFile): FileHandle {
    return {
      path,
      size: () => file.data.byteLength,
      readSync: (offset, length) => file.data.slice(offset, offset + length),
      append: async (data) => change(file, { at: file.data.byteLength, data: data.slice() }),
      flush: async () => settle(file),
      inPlace: () => names.get(path) === file,
      truncate: async (length) => change(file, { length }),
      close: async () => undefined,
    };
  }

  const files: MemoryFiles = {
    exists: (path) => names.has(path) || folders.has(path),
    isFolder: (path) => folders.has(path),
    list(path) {
      if (!folders.has(path)) throw new FileError('ENOENT', path);
      const inside = [...names.keys(), ...folders].filter((each) => each !== path && posix.dirname(each) === path);
      return inside.map((each) => posix.basename(each)).sort();
    },
    entries: async (path) =>
      files.list(path).map((name) => ({ name, kind: folders.has(posix.join(path, name)) ? 'folder' : 'file' })),
    size: (path) => fileAt(path).data.byteLength,
    readSync: (path) => fileAt(path).data.slice(),
    async *stream(path, signal) {
      const { data } = fileAt(path);
      for (let at = 0; at < data.byteLength && !signal?.aborted; at += 262_144) yield data.slice(at, at + 262_144);
    },
    open: async (path, mode) => handleOf(path, mode === 'create' ? create(path, new Uint8Array(0)) : fileAt(path)),
    openToRead(path) {
      const handle = handleOf(path, fileAt(path));
      return { size: handle.size, readSync: handle.readSync, close: () => undefined };
    },
    async writeAtomic(path, data) {
      temporaries += 1;
      const temporary = `${path}.${temporaries}.tmp`;
      settle(create(temporary, bytesOf(data)));
      await files.rename(temporary, path);
      await files.flushFolder(posix.dirname(path));
    },
    createExclusive(path, data) {
      if (names.has(path)) return false;
      create(path, bytesOf(data));
      return true;
    },
    async rename(from, to) {
      const file = fileAt(from);
      needFolder(to);
      setName(from, null);
      setName(to, file);
    },
    async remove(path) {
      for (const name of [...names.keys()]) if (name === path || name.startsWith(`${path}/`)) setName(name, null);
      for (const folder of [...folders]) if (folder === path || folder.startsWith(`${path}/`)) folders.delete(folder);
    },
    async makeFolder(path) {
      for (let each = path; !folders.has(each); each = posix.dirname(each)) folders.add(each);
    },
    async flushFolder(path) {
      for (const { folder, name, file } of nameChanges) {
        if (folder !== path) continue;
        if (file === null) durableNames.delete(name);
        else durableNames.set(name, file);
      }
      nameChanges = nameChanges.filter((each) => each.folder !== path);
    },
    join: (...parts) => posix.join(...parts),
    base: (path) => posix.basename(path),
    parent: (path) => posix.dirname(path),
    absolute: (path) => posix.resolve('/', path),
    contents: () => new Map([...names].map(([path, file]) => [path, file.data])),
    put(path, data) {
      for (let each = posix.dirname(path); !folders.has(each); each = posix.dirname(each)) folders.add(each);
      names.delete(path);
      settle(create(path, bytesOf(data)));
      durableNames.set(path, fileAt(path));
    },
    afterPowerCut(survives) {
      const left = new Map(durableNames);
      for (const { name, file } of nameChanges) {
        if (!survives()) continue;
        if (file === null) left.delete(name);
        else left.set(name, file);
      }
      const copies = new Map<MemoryFile, MemoryFile>();
      const copyOf = (file: MemoryFile): MemoryFile => {
        const known = copies.get(file);
        if (known !== undefined) return known;
        const data = file.changes.reduce<Uint8Array>(
          (before, each) => (survives() ? apply(before, each) : before),
          file.durable,
        );
        const copy: MemoryFile = { data, durable: data, changes: [] };
        copies.set(file, copy);
        return copy;
      };
      return build(new Map([...left].map(([name, file]) => [name, copyOf(file)])), new Set(folders));
    },
  };
  return files;
}
