// Writes zip archives as honest and as dishonest programs do (PKWARE APPNOTE 4.3).
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly data: string | Uint8Array;
  readonly stored?: boolean;
  /** Sizes and checksum follow the data, as of a program that streams. */
  readonly descriptor?: boolean;
  readonly zip64?: boolean;
  readonly encrypted?: boolean;
  readonly link?: boolean;
  readonly method?: number;
  /** What the directory claims instead of the truth. */
  readonly claimedSize?: number;
  readonly claimedSum?: number;
  /** Points at the data of the entry before, without data of its own. */
  readonly overlaps?: boolean;
}

const u16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
};
const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
};
const u64 = (value: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
};

export function zipFile(entries: readonly ZipEntry[], claimedCount = entries.length): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  let last = 0;
  const put = (...bytes: Buffer[]): void => {
    for (const each of bytes) {
      parts.push(each);
      at += each.length;
    }
  };
  for (const entry of entries) {
    const data = Buffer.from(entry.data);
    const name = Buffer.from(entry.name);
    const packed = entry.stored ? data : deflateRawSync(data, { level: 9 });
    const method = entry.method ?? (entry.stored ? 0 : 8);
    const sum = entry.claimedSum ?? crc32(data);
    const size = entry.claimedSize ?? data.length;
    const flags = 0x800 | (entry.encrypted ? 1 : 0) | (entry.descriptor ? 8 : 0);
    const inLocal = entry.descriptor ? [u32(0), u32(0), u32(0)] : [u32(sum), u32(packed.length), u32(size)];
    if (!entry.overlaps) {
      last = at;
      put(u32(0x04034b50), u16(20), u16(flags), u16(method), u32(0), ...inLocal, u16(name.length), u16(0), name);
      put(packed);
      if (entry.descriptor) put(u32(0x08074b50), u32(sum), u32(packed.length), u32(size));
    }
    const extra = entry.zip64
      ? Buffer.concat([u16(1), u16(24), u64(size), u64(packed.length), u64(last)])
      : Buffer.alloc(0);
    const full = 0xffffffff;
    directory.push(
      Buffer.concat([
        ...[u32(0x02014b50), u16(0x0314), u16(20), u16(flags), u16(method), u32(0), u32(sum)],
        ...[u32(entry.zip64 ? full : packed.length), u32(entry.zip64 ? full : size)],
        ...[u16(name.length), u16(extra.length), u16(0), u16(0), u16(0)],
        ...[u32(((entry.link ? 0o120777 : 0o100644) << 16) >>> 0), u32(entry.zip64 ? full : last), name, extra],
      ]),
    );
  }
  const start = at;
  put(...directory);
  const size = at - start;
  if (entries.some(({ zip64 }) => zip64)) {
    const record = at;
    put(u32(0x06064b50), u64(44), u16(45), u16(45), u32(0), u32(0), u64(claimedCount), u64(claimedCount));
    put(u64(size), u64(start), u32(0x07064b50), u32(0), u64(record), u32(1));
    put(u32(0x06054b50), u16(0), u16(0), u16(0xffff), u16(0xffff), u32(0xffffffff), u32(0xffffffff), u16(0));
  } else {
    put(u32(0x06054b50), u16(0), u16(0), u16(claimedCount), u16(claimedCount), u32(size), u32(start), u16(0));
  }
  return Buffer.concat(parts);
}
