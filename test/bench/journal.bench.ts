import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type JournalEntry, openJournal } from '#engine/journal/journal.ts';
import { createSpeechEncoder, encodeBody, genesis } from '#engine/journal/record.ts';
import { acquireLock } from '#engine/store/lock.ts';
import { createNodeSystem } from '#engine/system/node-system.ts';
import { createTestLog, sourceEntries } from '#test/support/test-system.ts';

export interface BenchRow {
  readonly goal: 'F';
  readonly case: string;
  readonly ours: number;
  readonly peer: number;
  readonly ratio: number;
  readonly unit: string;
  readonly goalText: string;
}

/** About 300 bytes as a line, like the records of PERFORMANCE.md, part F. */
const entry: JournalEntry = {
  human: 'analyst',
  agent: null,
  client: 'workbench',
  action: 'import.committed',
  object: 'a.json',
  decision: 'allowed',
  data: {},
};

const system = createNodeSystem({ log: createTestLog(), entries: sourceEntries });
const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;

/** Seconds. */
async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

const row = (name: string, ours: number, peer: number, unit: string, goalText: string): BenchRow => ({
  goal: 'F',
  case: name,
  ours: Math.round(ours),
  peer: Math.round(peer),
  ratio: Math.round((ours / peer) * 100) / 100,
  unit,
  goalText,
});

/** Acknowledged appends by `group` callers at once, against group × bare fsync of as many bytes; in turns. */
async function appends(folder: string, group: number, rounds: number): Promise<BenchRow> {
  const lock = await acquireLock(system, folder);
  const journal = await openJournal(system, folder, { readOnly: false, create: true, mayWrite: lock.stillOurs });
  const first = await journal.append(entry);
  const bare = fs.openSync(join(folder, 'bare'), 'a');
  const bytes = Buffer.alloc(first.length * group, 'x');
  const ours: number[] = [];
  const peer: number[] = [];
  // One caller for each of the group; each goes on when its record is on the disk.
  const caller = async (): Promise<void> => {
    for (let round = 0; round < rounds; round += 1) await journal.append(entry);
  };
  for (let turn = 0; turn < 5; turn += 1) {
    ours.push((group * rounds) / (await timed(() => Promise.all(Array.from({ length: group }, caller)))));
    const seconds = await timed(() => {
      for (let round = 0; round < rounds; round += 1) {
        fs.writeSync(bare, bytes);
        fs.fsyncSync(bare);
      }
    });
    peer.push((group * rounds) / seconds);
  }
  fs.closeSync(bare);
  await journal.close();
  await lock.release();
  for (const name of ['bare', 'journal.log']) fs.rmSync(join(folder, name));
  return row(
    `acknowledged appends, ${group} at a time`,
    median(ours),
    median(peer),
    'records/s',
    '≥ 0.8 × group × fsync/s',
  );
}

/** Encoding and chaining of records, against crypto.hash of the same bytes alone. */
async function hashing(records: number): Promise<BenchRow> {
  const { sha256 } = system.hash;
  const data = JSON.stringify(entry.data);
  const at = '2026-03-02T09:00:00.000Z';
  const sample = Buffer.from(encodeBody(createSpeechEncoder()(entry), data, 500_000, genesis, at));
  const ours: number[] = [];
  const peer: number[] = [];
  for (let turn = 0; turn < 5; turn += 1) {
    const chain = await timed(() => {
      const speechOf = createSpeechEncoder();
      let prev = genesis;
      for (let seq = 1; seq <= records; seq += 1) {
        prev = sha256(encodeBody(speechOf(entry), data, seq, prev, at));
      }
    });
    const bare = await timed(() => {
      for (let seq = 1; seq <= records; seq += 1) sha256(sample);
    });
    ours.push(records / chain);
    peer.push(records / bare);
  }
  return row('hash chain with canonical encoding', median(ours), median(peer), 'records/s', '≥ 0.7 × bare crypto.hash');
}

/** Walking the chain of a journal of so many records; the limit is 1.5 s for a million. */
async function verifying(folder: string, records: number): Promise<BenchRow> {
  const journal = await openJournal(system, folder, { readOnly: false, create: true });
  for (let done = 0; done < records; done += 10_000) {
    await Promise.all(Array.from({ length: Math.min(10_000, records - done) }, () => journal.append(entry)));
  }
  const seconds: number[] = [];
  for (let turn = 0; turn < 3; turn += 1) seconds.push(await timed(() => journal.verify()));
  await journal.close();
  fs.rmSync(join(folder, 'journal.log'));
  return row(
    'verify a journal',
    records / median(seconds),
    1_000_000 / 1.5,
    'records/s',
    '1,000,000 records in ≤ 1.5 s (ratio ≥ 1)',
  );
}

export async function run(size = 1): Promise<BenchRow[]> {
  const folder = fs.mkdtempSync(join(tmpdir(), 'nhi-bench-'));
  try {
    return [
      await appends(folder, 1, 400 * size),
      await appends(folder, 10, 300 * size),
      await appends(folder, 100, 100 * size),
      await appends(folder, 1000, 30 * size),
      await hashing(200_000 * size),
      await verifying(folder, 200_000 * size),
    ];
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
