import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { packTar } from 'modern-tar';
import { describe, expect, it } from 'vitest';
import { createMemoryFiles } from '#test/support/memory-files.ts';
import { zipFile } from '#test/support/zip-file.ts';
import { type ContainerLimits, defaultContainerLimits } from './container-limits.ts';
import { filesIn } from './files-in.ts';
import { Unreadable } from './unreadable.ts';

type Disk = Parameters<typeof filesIn>[0];

function disk(files: Readonly<Record<string, string | Uint8Array>>): ReturnType<typeof createMemoryFiles> {
  const memory = createMemoryFiles();
  for (const [path, data] of Object.entries(files)) memory.put(path, data);
  return memory;
}

/** name → its text, or the code of the reason why it is not read. */
async function read(files: Disk, path: string, limits: Partial<ContainerLimits> = {}): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const { name, source, refusal } of await filesIn(files, path, undefined, {
    ...defaultContainerLimits,
    ...limits,
  })) {
    if (source === null) found[name] = refusal.code;
    else found[name] = await textOf(source);
  }
  return found;
}

async function textOf(source: { stream(): AsyncIterable<Uint8Array> }): Promise<string> {
  const parts: Uint8Array[] = [];
  try {
    for await (const chunk of source.stream()) parts.push(chunk);
    return Buffer.concat(parts).toString();
  } catch (error) {
    if (error instanceof Unreadable) return error.code;
    throw error;
  }
}

const inZip = (...entries: Parameters<typeof zipFile>[0]): Promise<Record<string, string>> =>
  read(disk({ '/a.zip': zipFile(entries) }), '/a.zip');

describe('a folder', () => {
  it('is every file in it and in its folders, by relative path, the hidden left out', async () => {
    const files = disk({
      '/dump/b.json': '{}',
      '/dump/okta/apps.json': '[]',
      '/dump/.DS_Store': 'x',
      '/dump/.git/config': 'x',
      '/dump/z.zip': zipFile([{ name: 'in/one.json', data: '1' }]),
    });
    expect(await read(files, '/dump')).toEqual({
      'b.json': '{}',
      'okta/apps.json': '[]',
      '.DS_Store': 'import.skipped',
      '.git': 'import.skipped',
      'z.zip!/in/one.json': '1',
    });
    const folders = Object.fromEntries(
      (await filesIn(files, '/dump')).map(({ name, source }) => [name, source?.folders]),
    );
    expect(folders).toMatchObject({
      'b.json': ['dump'],
      'okta/apps.json': ['dump', 'okta'],
      'z.zip!/in/one.json': ['dump', 'z.zip', 'in'],
    });
  });

  it('says of what other programs packed that it must be unpacked', async () => {
    const packed = Buffer.concat([Buffer.from('BZh91AY&SY'), noise(40)]);
    const files = disk({ '/p/a.json.bz2': packed, '/p/z.zip': zipFile([{ name: 'b.bz2', data: packed }]) });
    expect(await read(files, '/p')).toEqual({
      'a.json.bz2': 'import.unrecognised',
      'z.zip!/b.bz2': 'import.unrecognised',
    });
  });

  it('is bounded in depth and in number, does not follow links and skips what is no file', async () => {
    const deep = disk({ '/d/a/b/c/deep.json': '1', '/d/flat.json': '2' });
    expect(await read(deep, '/d', { depth: 3 })).toEqual({ 'flat.json': '2', 'a/b/c': 'import.skipped' });
    const many = disk(Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`/m/${at}.json`, '1'])));
    expect(await read(many, '/m', { entries: 11 })).toEqual({ m: 'import.too_large' });
    expect(Object.keys(await read(many, '/m', { entries: 12 }))).toHaveLength(12);
    const linked = {
      ...disk({ '/l/a.json': '1', '/l/loop': '', '/l/pipe': '' }),
      entries: async () =>
        [
          { name: 'a.json', kind: 'file' },
          { name: 'loop', kind: 'link' },
          { name: 'pipe', kind: 'other' },
        ] as const,
    };
    expect(await read(linked, '/l')).toEqual({ 'a.json': '1', loop: 'import.skipped', pipe: 'import.skipped' });
  });

  it('says that it is empty, and that a path is not there', async () => {
    const files = disk({ '/e/x': '' });
    await files.remove('/e/x');
    expect(await read(files, '/e')).toEqual({ e: 'import.empty' });
    await expect(filesIn(files, '/none')).rejects.toMatchObject({ code: 'file.absent' });
  });
});

describe('a zip archive', () => {
  it('is read in every form that writers use', async () => {
    expect(
      await inZip(
        { name: 'stored.json', data: '1', stored: true },
        { name: 'deflated.json', data: '2'.repeat(50) },
        { name: 'streamed.json', data: '3', descriptor: true },
        { name: './a//zip64.json', data: '4', zip64: true },
        { name: 'folder/', data: '' },
        { name: 'windows\\path.json', data: '5' },
        { name: 'ünïcode.json', data: '6' },
        { name: 'empty.json', data: '', stored: true },
      ),
    ).toEqual({
      'a.zip!/stored.json': '1',
      'a.zip!/deflated.json': '2'.repeat(50),
      'a.zip!/streamed.json': '3',
      'a.zip!/a/zip64.json': '4',
      'a.zip!/windows/path.json': '5',
      'a.zip!/ünïcode.json': '6',
      'a.zip!/empty.json': '',
    });
  });

  it('inflates large members in pieces', async () => {
    const text = Array.from({ length: 300_000 }, (_, line) => `{"line":${line}}`).join('\n');
    expect(await inZip({ name: 'large.json', data: text })).toEqual({ 'a.zip!/large.json': text });
  });

  it('keeps two of one name apart', async () => {
    expect(await inZip({ name: 'a.json', data: '1' }, { name: 'a.json', data: '2' })).toEqual({
      'a.zip!/a.json': '1',
      'a.zip!/a.json (2)': '2',
    });
  });

  it('leaves out what is hidden and follows no link', async () => {
    expect(
      await inZip(
        { name: '__MACOSX/._a.json', data: 'x' },
        { name: 'in/.DS_Store', data: 'x' },
        { name: 'link.json', data: '/etc/passwd', link: true, stored: true },
      ),
    ).toEqual({
      'a.zip!/__MACOSX/._a.json': 'import.skipped',
      'a.zip!/in/.DS_Store': 'import.skipped',
      'a.zip!/link.json': 'import.skipped',
    });
  });

  it('refuses names that lead elsewhere, what is encrypted, and archives in archives', async () => {
    expect(
      await inZip(
        { name: '../../out.json', data: 'x' },
        { name: '..\\out.json', data: 'x' },
        { name: '/etc/x.json', data: 'x' },
        { name: 'C:\\x.json', data: 'x' },
        { name: 'nul\u0000.json', data: 'x' },
        { name: `${'d/'.repeat(40)}deep.json`, data: 'x' },
        { name: 'secret.json', data: 'x', encrypted: true },
        { name: 'odd.json', data: 'x', method: 12 },
        { name: 'inner.zip', data: zipFile([{ name: 'x', data: 'x' }]) },
        { name: 'log.json.gz', data: gzipSync('inside') },
        { name: 'beside.json', data: 'fine' },
      ),
    ).toEqual({
      'a.zip!/../../out.json': 'import.unsafe_name',
      'a.zip!/../out.json': 'import.unsafe_name',
      'a.zip!/etc/x.json': 'import.unsafe_name',
      'a.zip!/C:/x.json': 'import.unsafe_name',
      'a.zip!/nul\u0000.json': 'import.unsafe_name',
      [`a.zip!/${'d/'.repeat(40)}deep.json`]: 'import.unsafe_name',
      'a.zip!/secret.json': 'import.encrypted',
      'a.zip!/odd.json': 'import.unrecognised',
      'a.zip!/inner.zip': 'import.nested_archive',
      'a.zip!/log.json.gz': 'inside',
      'a.zip!/beside.json': 'fine',
    });
  });

  it('is not believed when it lies', async () => {
    const data = 'abc'.repeat(100);
    expect(
      await inZip(
        { name: 'sum.json', data, claimedSum: 7 },
        { name: 'more.json', data, claimedSize: 10 },
        { name: 'less.json', data, claimedSize: 400 },
        { name: 'stored.json', data, claimedSize: 10, stored: true },
      ),
    ).toEqual({
      'a.zip!/sum.json': 'import.malformed',
      'a.zip!/more.json': 'import.malformed',
      'a.zip!/less.json': 'import.malformed',
      'a.zip!/stored.json': 'import.malformed',
    });
  });

  it('is refused as a bomb: one entry, many that share their bytes, too much, too many', async () => {
    const zeros = Buffer.alloc(2_000_000);
    expect(await inZip({ name: 'zeros', data: zeros }, { name: 'noise', data: noise(100_000) })).toMatchObject({
      'a.zip!/zeros': 'import.too_large',
    });
    expect(await inZip({ name: 'zeros', data: zeros })).toEqual({ 'a.zip': 'import.too_large' });
    const shared = { name: 'b', data: 'x'.repeat(60_000), overlaps: true };
    const overlapping = [{ ...shared, overlaps: false }, ...Array.from({ length: 300 }, () => shared)];
    expect(await inZip(...overlapping)).toEqual({ 'a.zip': 'import.too_large' });
    const two = disk({ '/a.zip': zipFile([1, 2].map((at) => ({ name: `${at}`, data: noise(1_000), stored: true }))) });
    expect(Object.values(await read(two, '/a.zip', { inflated: 1_500 }))[1]).toBe('import.too_large');
    expect(await read(two, '/a.zip', { entries: 1 })).toEqual({ 'a.zip': 'import.too_large' });
  });

  it('says why it is none: cut, damaged, empty, an Office document', async () => {
    const whole = zipFile([{ name: 'a.json', data: 'x'.repeat(500), stored: true }]);
    const at = async (bytes: Uint8Array): Promise<string[]> =>
      Object.values(await read(disk({ '/a.zip': bytes }), '/a.zip'));
    expect(await at(whole.subarray(0, 400))).toEqual(['import.truncated']);
    expect(await at(zipFile([]))).toEqual(['import.empty']);
    expect(await inZip({ name: '[Content_Types].xml', data: '' }, { name: 'xl/a.xml', data: '' })).toEqual({
      'a.zip': 'import.unrecognised',
    });
  });

  it('gives each entry an answer, whatever bytes are changed', async () => {
    const whole = zipFile([
      { name: 'a.json', data: '{"a":1}'.repeat(40) },
      { name: 'b.json', data: '[]', descriptor: true },
      { name: 'c.json', data: '3', zip64: true },
    ]);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        fc.nat(),
        async (edits, cut) => {
          const bytes = Uint8Array.from(whole);
          for (const [at, byte] of edits) bytes[at % bytes.length] = byte;
          const end = cut % 3 === 0 ? cut % bytes.length : bytes.length;
          const found = await read(disk({ '/a.zip': bytes.subarray(0, end) }), '/a.zip');
          expect(Object.keys(found).length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 500, seed: 7 },
    );
  });
});

/** Bytes that do not compress. */
function noise(count: number): Buffer {
  const bytes = Buffer.alloc(count);
  let state = 1;
  for (let at = 0; at < count; at += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[at] = state >>> 16;
  }
  return bytes;
}

describe('gzip', () => {
  const one = (bytes: Uint8Array, limits: Partial<ContainerLimits> = {}): Promise<Record<string, string>> =>
    read(disk({ '/log.json.gz': bytes }), '/log.json.gz', limits);

  it('is the file that it holds, also of several parts', async () => {
    const parts = Buffer.concat([gzipSync('{"a":1}\n'), gzipSync('{"a":2}\n')]);
    expect(await one(parts)).toEqual({ 'log.json.gz': '{"a":1}\n{"a":2}\n' });
  });

  it('is refused when it is cut, damaged or a bomb', async () => {
    const bytes = gzipSync(noise(5_000));
    expect(await one(bytes.subarray(0, 3_000))).toEqual({ 'log.json.gz': 'import.truncated' });
    const damaged = Uint8Array.from(bytes);
    damaged[bytes.length - 6] = (damaged[bytes.length - 6] ?? 0) ^ 1;
    expect(await one(damaged)).toEqual({ 'log.json.gz': 'import.malformed' });
    expect(await one(gzipSync(Buffer.alloc(3_000_000)))).toEqual({ 'log.json.gz': 'import.too_large' });
    expect(await one(gzipSync(noise(3_000)), { inflated: 1_000 })).toEqual({ 'log.json.gz': 'import.too_large' });
  });

  it('may not add up to more than its archive may inflate to', async () => {
    const data = gzipSync('x'.repeat(3_000));
    const files = disk({ '/a.zip': zipFile([1, 2].map((at) => ({ name: `${at}`, data, stored: true }))) });
    expect(Object.values(await read(files, '/a.zip', { inflated: 4_000 }))).toEqual([
      'x'.repeat(3_000),
      'import.too_large',
    ]);
  });
});

describe('tar', () => {
  it('gives an answer, whatever bytes are changed', async () => {
    const whole = await tar();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 }), async (edits) => {
        const bytes = Uint8Array.from(whole);
        for (const [at, byte] of edits) bytes[at % bytes.length] = byte;
        expect(Object.keys(await read(disk({ '/a.tar': bytes }), '/a.tar')).length).toBeGreaterThan(0);
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  const tar = (): Promise<Uint8Array> =>
    packTar([
      { header: { name: './', size: 0, type: 'directory' } },
      { header: { name: './in/a.json', size: 3 }, body: '{1}' },
      { header: { name: `${'long/'.repeat(25)}b.json`, size: 1 }, body: '2' },
      { header: { name: '../c.json', size: 1 }, body: '3' },
      { header: { name: 'link', size: 0, type: 'symlink', linkname: '/etc/passwd' } },
    ]);
  const expected = (name: string): Record<string, string> => ({
    [`${name}!/in/a.json`]: '{1}',
    [`${name}!/${'long/'.repeat(25)}b.json`]: '2',
    [`${name}!/../c.json`]: 'import.unsafe_name',
    [`${name}!/link`]: 'import.skipped',
  });

  it('is read plain and compressed', async () => {
    const bytes = await tar();
    expect(await read(disk({ '/a.tar': bytes }), '/a.tar')).toEqual(expected('a.tar'));
    expect(await read(disk({ '/a.tar.gz': gzipSync(bytes) }), '/a.tar.gz')).toEqual(expected('a.tar.gz'));
  });

  it('is refused when it is cut, damaged, too large or has too many entries', async () => {
    const bytes = await tar();
    const at = async (data: Uint8Array, limits: Partial<ContainerLimits> = {}): Promise<string[]> =>
      Object.values(await read(disk({ '/a.tar': data }), '/a.tar', limits));
    const damaged = Uint8Array.from(bytes);
    damaged[700] = 0xff;
    damaged[514] = 0x41;
    for (const [data, limits, code] of [
      [bytes.subarray(0, 1_100), {}, 'import.malformed'],
      [damaged, {}, 'import.malformed'],
      [bytes, { tar: 1_000 }, 'import.too_large'],
      [bytes, { entries: 2 }, 'import.too_large'],
    ] as const) {
      expect(await at(data, limits)).toEqual([code]);
    }
  });
});
