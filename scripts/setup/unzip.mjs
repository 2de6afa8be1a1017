// Reads the part of the ZIP format that the runtime's archive uses. The tools for it are absent on a bare machine,
// and the libraries at hand unpack whole archives: two thirds of this one are not wanted.
import { closeSync, mkdirSync, openSync, readSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { inflateRawSync } from 'node:zlib';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const STORED = 0;
const DEFLATED = 8;

function readAt(fd, position, length) {
  const bytes = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const count = readSync(fd, bytes, done, length - done, position + done);
    if (count === 0) throw new Error('the archive is truncated');
    done += count;
  }
  return bytes;
}

function directory(fd, size) {
  const tail = readAt(fd, Math.max(0, size - 65557), Math.min(size, 65557));
  for (let at = tail.length - 22; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) !== END_OF_DIRECTORY) continue;
    return readAt(fd, tail.readUInt32LE(at + 16), tail.readUInt32LE(at + 12));
  }
  throw new Error('this is no ZIP archive');
}

function* entries(bytes) {
  for (let at = 0; at + 46 <= bytes.length && bytes.readUInt32LE(at) === DIRECTORY_ENTRY; ) {
    const nameLength = bytes.readUInt16LE(at + 28);
    yield {
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      mode: bytes.readUInt32LE(at + 38) >>> 16,
      offset: bytes.readUInt32LE(at + 42),
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
    };
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
}

/** Writes each file for which `place(name)` gives a relative path; returns how many. */
export function unzip(archive, folder, place) {
  const target = resolve(folder);
  const fd = openSync(archive, 'r');
  let count = 0;
  try {
    for (const entry of entries(directory(fd, statSync(archive).size))) {
      const path = entry.name.endsWith('/') ? null : place(entry.name);
      if (!path) continue;
      const file = join(target, path);
      if (!file.startsWith(target + sep)) throw new Error(`the archive names a path outside: ${entry.name}`);
      const local = readAt(fd, entry.offset, 30);
      const start = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
      const bytes = readAt(fd, start, entry.packed);
      if (entry.method !== STORED && entry.method !== DEFLATED) throw new Error(`unknown compression of ${entry.name}`);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, entry.method === STORED ? bytes : inflateRawSync(bytes), {
        mode: entry.mode & 0o111 ? 0o755 : 0o644,
      });
      count += 1;
    }
  } finally {
    closeSync(fd);
  }
  return count;
}
