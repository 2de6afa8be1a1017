import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withFaults } from '#test/support/faulty-files.ts';
import { createMemoryFiles } from '#test/support/memory-files.ts';
import { createTestSystem } from '#test/support/test-system.ts';
import { openObjects } from './objects.ts';

const folder = '/w';
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

async function anObjectStore(files = createMemoryFiles()) {
  await files.makeFolder(folder);
  const system = createTestSystem({ files });
  return { files, system, objects: await openObjects(system, folder, { readOnly: false }) };
}

test('lines come back as they were staged, each where the writer knew it', async () => {
  const { objects, system } = await anObjectStore();
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: 'grapheme', maxLength: 3000 }).map((line) => line.replaceAll('\n', ''))),
      async (lines) => {
        const staged = await objects.stage();
        const offsets: number[] = [];
        for (const line of lines) {
          offsets.push(staged.length);
          await staged.append(`${line}\n`);
        }
        const { digest, bytes } = await staged.commit();
        expect(digest).toBe(system.hash.sha256(lines.map((line) => `${line}\n`).join('')));
        expect([objects.has(digest), objects.size(digest), await objects.isIntact(digest)]).toEqual([
          true,
          bytes,
          true,
        ]);
        const found = [...objects.lines(digest)];
        expect(found.map((line) => text(line.bytes))).toEqual(lines);
        expect(found.map(({ offset }) => offset)).toEqual(offsets);
        for (const { bytes: line, offset } of found)
          expect(objects.read(digest, offset, line.byteLength)).toEqual(line.slice());
      },
    ),
    { numRuns: 40 },
  );
});

test('more than a read and more than a buffer at once', async () => {
  const { objects } = await anObjectStore();
  const staged = await objects.stage();
  const lines = ['a'.repeat(1_500_000), 'b', 'c'.repeat(700_000), 'd'.repeat(700_000)];
  for (const line of lines) await staged.append(`${line}\n`);
  const { digest } = await staged.commit();
  expect([...objects.lines(digest)].map((line) => text(line.bytes))).toEqual(lines);
});

test('abandoned and forgotten staging files go away, those of the living stay', async () => {
  const { files, objects } = await anObjectStore();
  const staged = await objects.stage();
  await staged.append('x');
  await staged.abandon();
  await staged.abandon();
  await expect(staged.append('y')).rejects.toThrow('abandoned');
  expect(files.list('/w/objects')).toEqual([]);
  await objects.stage();
  files.put('/w/objects/.staging-1-dead', 'x');
  files.put('/w/objects/.staging-77-alive', 'x');
  const system = createTestSystem({ files, host: { startOf: (pid) => (pid === 77 ? '5' : null) } });
  await openObjects(system, folder, { readOnly: true });
  expect(files.list('/w/objects')).toHaveLength(3);
  await openObjects(system, folder, { readOnly: false });
  expect(files.list('/w/objects')).toEqual(['.staging-77-alive']);
});

test('a flush that fails leaves nothing behind and is said', async () => {
  let fails = false;
  const memory = createMemoryFiles();
  const files = withFaults(memory, (_number, operation) =>
    fails && operation === 'flush' ? { code: 'EIO', written: 0 } : null,
  );
  await memory.makeFolder(folder);
  const objects = await openObjects(createTestSystem({ files }), folder, { readOnly: false });
  const staged = await objects.stage();
  await staged.append('x');
  fails = true;
  await expect(staged.commit()).rejects.toMatchObject({ code: 'workspace.write_failed' });
  expect(memory.list('/w/objects')).toEqual([]);
});

test('missing and spoilt objects are told apart from good ones', async () => {
  const { files, objects } = await anObjectStore();
  const staged = await objects.stage();
  await staged.append('good');
  const { digest } = await staged.commit();
  files.put(`/w/objects/${digest}`, 'evil');
  expect(await objects.isIntact(digest)).toBe(false);
  expect(await objects.isIntact('b'.repeat(64))).toBe(false);
  expect(() => objects.read('b'.repeat(64), 0, 1)).toThrow('missing');
  const again = await objects.stage();
  await again.append('good');
  await again.commit();
  expect(await objects.isIntact(digest)).toBe(true);
});
