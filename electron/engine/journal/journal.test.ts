import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import { withFaults } from '#test/support/faulty-files.ts';
import { createMemoryFiles } from '#test/support/memory-files.ts';
import { createTestSystem } from '#test/support/test-system.ts';
import { anEntry, folder, journalPath, sampleJournal } from '#test/torture/sample-journal.ts';
import { type JournalEntry, openJournal } from './journal.ts';
import { createSpeechEncoder, decodeLine, encodeBody, genesis } from './record.ts';

const code = (error: unknown): string => (error instanceof AppError ? error.code : String(error));
const refusal = (work: Promise<unknown>): Promise<string> => work.then(() => 'none', code);

async function emptyJournal(files = createMemoryFiles(), mayWrite = () => true) {
  await files.makeFolder(folder);
  const system = createTestSystem({ files });
  return { files, system, journal: await openJournal(system, folder, { readOnly: false, create: true, mayWrite }) };
}

test('the bytes of a line are those of the format', async () => {
  const { files, system, journal } = await emptyJournal();
  await journal.append({ ...anEntry(1), human: 'eve', agent: null, object: 'a.json', data: { records: 2 } });
  const body = `"seq":1,"prev":"${genesis}","at":"2026-03-02T09:00:00.000Z","human":"eve","agent":null,"client":"workbench","action":"import.committed","object":"a.json","decision":"allowed","data":{"records":2}}`;
  const line = Buffer.from(files.readSync(journalPath)).toString('utf8');
  expect(line).toBe(`{"hash":"${system.hash.sha256(body)}",${body}\n`);
});

test('on a slow disk those who were just answered are in the next batch, with whoever waited meanwhile', async () => {
  const files = createMemoryFiles();
  const { system, journal } = await emptyJournal({
    ...files,
    async open(path, mode) {
      const handle = await files.open(path, mode);
      return {
        ...handle,
        async flush() {
          await handle.flush();
          batches.push(journal.records);
          system.clock.advance(8);
          if (batches.length === 1) meanwhile.push(journal.append(anEntry(3)));
        },
      };
    },
  });
  const batches: number[] = [];
  const meanwhile: Promise<unknown>[] = [];
  const again = async (seq: number): Promise<unknown> => {
    await journal.append(anEntry(seq));
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    return journal.append(anEntry(seq + 3));
  };
  await Promise.all([again(1), again(2)]);
  await Promise.all(meanwhile);
  expect(batches).toEqual([0, 2]);
  expect(journal.records).toBe(5);
});

const anyEntry: fc.Arbitrary<JournalEntry> = fc.record({
  human: fc.string({ unit: 'binary' }),
  agent: fc.option(fc.string({ unit: 'grapheme' })),
  client: fc.string(),
  action: fc.constantFrom('import.committed', 'demo.filled'),
  object: fc.string({ unit: 'binary' }),
  decision: fc.constant('allowed'),
  data: fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }),
});

test('what is written is what is read', () => {
  const { sha256 } = createTestSystem().hash;
  const encoder = new TextEncoder();
  fc.assert(
    fc.property(anyEntry, fc.nat(), (entry, seq) => {
      const at = '2026-03-02T09:00:00.000Z';
      const body = encodeBody(createSpeechEncoder()(entry), JSON.stringify(entry.data), seq, genesis, at);
      const hash = sha256(body);
      const record = decodeLine(sha256, encoder.encode(`{"hash":"${hash}",${body}`), seq, genesis);
      expect(JSON.stringify(record)).toBe(JSON.stringify({ hash, seq, prev: genesis, at, ...inOrder(entry) }));
    }),
  );
});

const inOrder = ({ human, agent, client, action, object, decision, data }: JournalEntry): JournalEntry => ({
  human,
  agent,
  client,
  action,
  object,
  decision,
  data,
});

test('a line with a right hash but another form does not verify', () => {
  const { sha256 } = createTestSystem().hash;
  const encoder = new TextEncoder();
  const body = encodeBody(createSpeechEncoder()(anEntry(1)), '{"a":1}', 1, genesis, '2026-03-02T09:00:00.000Z');
  const reads = (text: string): boolean =>
    decodeLine(sha256, encoder.encode(`{"hash":"${sha256(text)}",${text}`), 1, genesis) !== undefined;
  expect(reads(body)).toBe(true);
  expect(reads(body.replace('"client":"', '"client": "'))).toBe(false);
  expect(reads(body.replace('workbench', 'work\\u0062ench'))).toBe(false);
  expect(reads(body.replace('.000Z', 'Z'))).toBe(false);
  expect(reads(`${body.slice(0, -1)},"more":1}`)).toBe(false);
  expect(reads(body.replace('"data":{"a":1}', '"data":[1]'))).toBe(false);
});

test('appends asked together are flushed once and numbered in the order of asking', async () => {
  const memory = createMemoryFiles();
  let flushes = 0;
  const files = withFaults(memory, (_number, operation) => {
    if (operation === 'flush') flushes += 1;
    return null;
  });
  await files.makeFolder(folder);
  const journal = await openJournal(createTestSystem({ files }), folder, { readOnly: false, create: true });
  flushes = 0;
  const appended = await Promise.all(Array.from({ length: 500 }, (_, at) => journal.append(anEntry(at))));
  expect(flushes).toBe(1);
  expect(appended.map(({ seq }) => seq)).toEqual(Array.from({ length: 500 }, (_, at) => at + 1));
  expect(journal.list(498, 10).map(({ data }) => data['number'])).toEqual([498, 499]);
  expect(appended.every(({ offset, length }) => journal.read(offset, length).at(-1) === 10)).toBe(true);
});

test('time never runs backwards in the journal', async () => {
  const { system, journal } = await emptyJournal();
  const first = await journal.append(anEntry(1));
  system.clock.set(Date.parse('1999-01-01T00:00:00Z'));
  const second = await journal.append(anEntry(2));
  system.clock.set(8.64e15);
  const third = await journal.append(anEntry(3));
  expect([second.at, third.at]).toEqual([first.at, '9999-12-31T23:59:59.999Z']);
  expect((await journal.verify()).ok).toBe(true);
});

test('a record without its line feed is kept, and the line feed added', async () => {
  const { files, system, bytes } = await sampleJournal(3, 1);
  files.put(journalPath, bytes.subarray(0, -1));
  const readOnly = await openJournal(system, folder, { readOnly: true });
  expect([readOnly.records, readOnly.list(2, 1).length, files.size(journalPath)]).toEqual([3, 1, bytes.byteLength - 1]);
  const journal = await openJournal(system, folder, { readOnly: false });
  expect([journal.records, journal.notices.length]).toEqual([3, 1]);
  expect(files.readSync(journalPath)).toEqual(bytes);
  await journal.append(anEntry(4));
  expect(await journal.verify()).toMatchObject({ ok: true, records: 4 });
});

test('a complete tail that does not verify is damage, also without its line feed', async () => {
  const { files, system, bytes, ends } = await sampleJournal(3, 1);
  const spoilt = bytes.slice(0, -1);
  spoilt[(ends[2] ?? 0) + 20] = 0x30 + ((spoilt[(ends[2] ?? 0) + 20] ?? 0) === 0x30 ? 1 : 0);
  files.put(journalPath, spoilt);
  await expect(openJournal(system, folder, { readOnly: false })).rejects.toMatchObject({
    code: 'workspace.damaged',
    details: { seq: 3 },
  });
});

test('whoever lost the lock, or finds a journal that is not his, writes nothing more', async () => {
  let isOurs = true;
  const lost = await emptyJournal(createMemoryFiles(), () => isOurs);
  await lost.journal.append(anEntry(1));
  isOurs = false;
  expect(await refusal(lost.journal.append(anEntry(2)))).toBe('workspace.held');
  isOurs = true;
  expect(await refusal(lost.journal.append(anEntry(3)))).toBe('workspace.held');
  expect(lost.journal.records).toBe(1);

  const grown = await emptyJournal();
  const other = await openJournal(grown.system, folder, { readOnly: false });
  await other.append(anEntry(1));
  expect(await refusal(grown.journal.append(anEntry(2)))).toBe('workspace.held');

  const replaced = await emptyJournal();
  await replaced.journal.append(anEntry(1));
  replaced.files.put(journalPath, replaced.files.readSync(journalPath));
  expect(await refusal(replaced.journal.append(anEntry(2)))).toBe('workspace.held');
});

test('after a failed flush nothing is written until it is opened again', async () => {
  const memory = createMemoryFiles();
  let fails = false;
  const files = withFaults(memory, (_number, operation) =>
    fails && operation === 'flush' ? { code: 'EIO', written: 0 } : null,
  );
  await files.makeFolder(folder);
  const system = createTestSystem({ files });
  const journal = await openJournal(system, folder, { readOnly: false, create: true });
  await journal.append(anEntry(1));
  fails = true;
  expect(await refusal(journal.append(anEntry(2)))).toBe('workspace.write_failed');
  fails = false;
  expect(await refusal(journal.append(anEntry(3)))).toBe('workspace.write_failed');
  await journal.close();
  const again = await openJournal(system, folder, { readOnly: false });
  expect(again.records).toBe(1);
  await again.append(anEntry(4));
  expect((await again.verify()).ok).toBe(true);
});

test('verify reads the disk again: what was changed under the open workspace is found', async () => {
  const { files, system, bytes, ends } = await sampleJournal(5, 1);
  const journal = await openJournal(system, folder, { readOnly: false });
  expect(await journal.verify()).toMatchObject({ ok: true, records: 5, firstBad: null });
  files.put(journalPath, bytes.subarray(0, ends[3]));
  expect(await journal.verify()).toMatchObject({ ok: false, records: 3, firstBad: 4 });
  const stop = new AbortController();
  stop.abort(new Error('enough'));
  await expect(journal.verify(stop.signal)).rejects.toThrow('enough');
});

test('an object that is missing or spoilt is damage of the record that names it', async () => {
  const { system, journal } = await emptyJournal();
  const digest = 'a'.repeat(64);
  await journal.append(anEntry(1));
  await journal.append({ ...anEntry(2), data: { objects: [{ digest }] } });
  await journal.close();
  const missing = { has: () => false, isIntact: async () => false };
  await expect(openJournal(system, folder, { readOnly: false, objects: missing })).rejects.toMatchObject({
    details: { seq: 2 },
  });
  expect((await openJournal(system, folder, { readOnly: true, objects: missing })).records).toBe(1);
  const spoilt = await openJournal(system, folder, { readOnly: false, objects: { ...missing, has: () => true } });
  expect(await spoilt.verify()).toMatchObject({ ok: false, records: 1, firstBad: 2 });
});

test('refuses by name what cannot be: read-only, closed, absent, too long', async () => {
  const { files, system, journal } = await emptyJournal();
  const readOnly = await openJournal(system, folder, { readOnly: true });
  expect(await refusal(readOnly.append(anEntry(1)))).toBe('workspace.read_only');
  await expect(journal.append({ ...anEntry(1), data: { text: 'x'.repeat(5_000_000) } })).rejects.toThrow('too long');
  await journal.close();
  expect(await refusal(journal.append(anEntry(1)))).toBe('workspace.not_open');
  await files.remove(journalPath);
  expect(await refusal(openJournal(system, folder, { readOnly: false }))).toBe('workspace.damaged');
});

test('records handed over while opening are those of a scan', async () => {
  const { system } = await sampleJournal(40, 3);
  const opened: unknown[] = [];
  const scanned: unknown[] = [];
  const journal = await openJournal(system, folder, { readOnly: true, onRecord: (...each) => opened.push(each) });
  await journal.scan((...each) => scanned.push(each));
  expect(scanned).toEqual(opened);
  expect(journal.list(0, 99)).toHaveLength(40);
});
