import type { FileHandle, Files } from '#engine/system/system.ts';
import { FileError } from './memory-files.ts';

export type Operation = 'open' | 'append' | 'flush' | 'truncate' | 'rename' | 'remove' | 'create' | 'folder';

export interface Fault {
  /** The error's code, `ENOSPC`, `EIO` … */
  readonly code: string;
  /** How much of an append is on the disk when it fails, 0–1. */
  readonly written: number;
}

export interface FaultyFiles extends Files {
  /** Operations that change something, so far. */
  readonly operations: number;
}

/**
 * The same files, but each operation that changes something first asks `faultAt` with its number (from 1) and name.
 * A fault is what the operation fails with; null lets it pass.
 */
export function withFaults(files: Files, faultAt: (number: number, operation: Operation) => Fault | null): FaultyFiles {
  let operations = 0;

  const next = (operation: Operation): Fault | null => {
    operations += 1;
    return faultAt(operations, operation);
  };
  const pass = (operation: Operation, path: string): void => {
    const fault = next(operation);
    if (fault !== null) throw new FileError(fault.code, path);
  };

  function handleOf(handle: FileHandle): FileHandle {
    let poisoned = false;
    const refusePoisoned = (): void => {
      if (poisoned) throw new FileError('EIO', handle.path);
    };
    return {
      ...handle,
      async append(data) {
        refusePoisoned();
        const fault = next('append');
        if (fault === null) return handle.append(data);
        await handle.append(data.subarray(0, Math.floor(data.byteLength * fault.written)));
        throw new FileError(fault.code, handle.path);
      },
      async flush() {
        refusePoisoned();
        const fault = next('flush');
        if (fault === null) return handle.flush();
        poisoned = true;
        throw new FileError(fault.code, handle.path);
      },
      async truncate(length) {
        pass('truncate', handle.path);
        await handle.truncate(length);
      },
    };
  }

  return {
    ...files,
    get operations() {
      return operations;
    },
    async open(path, mode) {
      if (mode !== 'read') pass('open', path);
      return handleOf(await files.open(path, mode));
    },
    async writeAtomic(path, data) {
      pass('append', path);
      pass('rename', path);
      await files.writeAtomic(path, data);
    },
    createExclusive(path, data) {
      pass('create', path);
      return files.createExclusive(path, data);
    },
    async rename(from, to) {
      pass('rename', to);
      await files.rename(from, to);
    },
    async remove(path) {
      pass('remove', path);
      await files.remove(path);
    },
    async makeFolder(path) {
      pass('folder', path);
      await files.makeFolder(path);
    },
    async flushFolder(path) {
      pass('flush', path);
      await files.flushFolder(path);
    },
  };
}
