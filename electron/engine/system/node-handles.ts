import { Buffer } from 'node:buffer';
import * as fs from 'node:fs';
import { promisify } from 'node:util';
import type { FileHandle, ReadHandle } from './system.ts';

const fsync = promisify(fs.fsync);
const ftruncate = promisify(fs.ftruncate);
const closeFd = promisify(fs.close);

/** Up to here a write into the page cache costs less than the way to the thread pool and back. */
const writeInlineUpTo = 64 * 1024;
/**
 * The way of a flush to the thread pool and back takes as long as a good disk takes to flush. So where little was
 * written and this disk is quick, the flush is done in place; one that took longer sends the next to the pool again.
 * More was written for several who wait: then others are probably at work, and go on while the pool flushes.
 */
const flushInline = { bytes: 4 * 1024, ms: 2 };
const { O_RDWR, O_APPEND, O_CREAT, O_EXCL } = fs.constants;
const isWindows = process.platform === 'win32';
// On Windows a handle opened for appending cannot be truncated.
const appendFlag = isWindows ? 0 : O_APPEND;

function readAt(fd: number, offset: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const got = fs.readSync(fd, bytes, filled, length - filled, offset + filled);
    if (got === 0) return bytes.slice(0, filled);
    filled += got;
  }
  return bytes;
}

export function openToRead(path: string): ReadHandle {
  const fd = fs.openSync(path, 'r');
  return {
    size: () => fs.fstatSync(fd).size,
    readSync: (offset, length) => readAt(fd, offset, length),
    close: () => fs.closeSync(fd),
  };
}

export function openHandle(path: string, mode: 'read' | 'append' | 'create'): FileHandle {
  const flags = { read: 'r', append: O_RDWR | appendFlag, create: O_RDWR | appendFlag | O_CREAT | O_EXCL }[mode];
  const fd = fs.openSync(path, flags, 0o600);
  const self = fs.fstatSync(fd);
  let end = self.size;
  let poison: unknown = null;
  let unflushed = 0;
  let lastFlushMs = Number.POSITIVE_INFINITY;

  const refusePoisoned = (): void => {
    if (poison !== null) {
      throw new Error(`${path}: an earlier flush failed, what the disk holds is not known`, { cause: poison });
    }
  };

  return {
    path,
    size: () => fs.fstatSync(fd).size,
    readSync: (offset, length) => readAt(fd, offset, length),
    async append(data) {
      refusePoisoned();
      let written = 0;
      while (written < data.byteLength) {
        const rest = data.byteLength - written;
        const position = isWindows ? end : null;
        const count =
          rest <= writeInlineUpTo
            ? fs.writeSync(fd, data, written, rest, position)
            : await writeLater(fd, data, written, rest, position);
        written += count;
        end += count;
        unflushed += count;
      }
    },
    async flush() {
      refusePoisoned();
      try {
        const start = performance.now();
        if (unflushed <= flushInline.bytes && lastFlushMs <= flushInline.ms) fs.fsyncSync(fd);
        else await fsync(fd);
        lastFlushMs = performance.now() - start;
        unflushed = 0;
      } catch (error) {
        poison = error;
        throw error;
      }
    },
    inPlace() {
      const there = fs.statSync(path, { throwIfNoEntry: false });
      return there !== undefined && there.ino === self.ino && there.dev === self.dev;
    },
    async truncate(length) {
      await ftruncate(fd, length);
      end = length;
    },
    close: () => closeFd(fd),
  };
}

function writeLater(fd: number, data: Uint8Array, from: number, length: number, at: number | null): Promise<number> {
  return new Promise((resolve, reject) => {
    const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    fs.write(fd, bytes, from, length, at, (error, count) => (error ? reject(error) : resolve(count)));
  });
}
