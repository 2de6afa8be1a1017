import { AppError } from '#shared/errors/app-error.ts';
import { seededNumbers } from '#test/support/test-system.ts';
import { journalPath, openBytes, type Sample, sampleJournal } from './sample-journal.ts';

/** What a torture run found; an empty list of failures is the goal. */
export interface Outcome {
  readonly cases: number;
  readonly failures: readonly string[];
}

/** The number of the first bad record that opening names; null when it opens. */
async function refusedWith(sample: Sample, bytes: Uint8Array): Promise<number | null> {
  try {
    const journal = await openBytes(sample, bytes, { readOnly: false });
    await journal.close();
    return null;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'workspace.damaged') throw error;
    return Number(error.details['seq']);
  }
}

/** Opens read-only, checks that no byte was changed, and answers what it shows. */
async function shown(sample: Sample, bytes: Uint8Array): Promise<{ records: number; firstBad: number | null }> {
  const journal = await openBytes(sample, bytes, { readOnly: true });
  const { records, firstBad } = journal;
  const verification = await journal.verify();
  await journal.close();
  const same = Buffer.compare(sample.files.readSync(journalPath), bytes) === 0;
  if (!same || verification.firstBad !== firstBad || verification.records !== records) {
    throw new Error(
      `read-only: same bytes ${same}, verify ${JSON.stringify(verification)}, opened ${records} ${firstBad}`,
    );
  }
  return { records, firstBad };
}

/** Cuts the file at every `stride`-th byte of its last `bytes`: exactly the complete records are there afterwards. */
export async function truncations(options: {
  records: number;
  bytes: number;
  stride: number;
  seed: number;
}): Promise<Outcome> {
  const sample = await sampleJournal(options.records, options.seed);
  const failures: string[] = [];
  let cases = 0;
  for (
    let cut = sample.bytes.byteLength;
    cut >= Math.max(0, sample.bytes.byteLength - options.bytes);
    cut -= options.stride
  ) {
    cases += 1;
    const bytes = sample.bytes.subarray(0, cut);
    // A record is complete with its last brace; its line feed is put back.
    const expected = sample.ends.filter((end) => end > 0 && end - 1 <= cut).length;
    const journal = await openBytes(sample, bytes, { readOnly: false });
    const size = sample.files.size(journalPath);
    const isTold = journal.notices.length === (sample.ends.includes(cut) ? 0 : 1);
    if (journal.records !== expected || size !== sample.ends[expected] || !isTold) {
      failures.push(`cut at ${cut}: ${journal.records} records, ${size} bytes, ${journal.notices.join(' ')}`);
    }
    await journal.close();
  }
  return { cases, failures };
}

/** Flips single bits: every one is found, and the number of its record named. */
export async function bitFlips(options: { records: number; flips: number; seed: number }): Promise<Outcome> {
  const sample = await sampleJournal(options.records, options.seed, 60);
  const next = seededNumbers(options.seed);
  const failures: string[] = [];
  const bits = sample.bytes.byteLength * 8;
  const flips = Math.min(options.flips, bits);
  for (let index = 0; index < flips; index += 1) {
    const bit = flips === bits ? index : Math.floor(next() * bits);
    const bytes = sample.bytes.slice();
    const at = bit >> 3;
    bytes[at] = (bytes[at] ?? 0) ^ (1 << (bit & 7));
    const expected = sample.ends.findIndex((end) => end > at);
    const named = await refusedWith(sample, bytes);
    if (named !== expected) failures.push(`bit ${bit}: record ${expected}, named ${named}`);
  }
  return { cases: flips, failures };
}

/** Deletes, swaps, duplicates, shortens and zero-fills whole records. */
export async function recordEdits(options: { records: number; seed: number }): Promise<Outcome> {
  const sample = await sampleJournal(options.records, options.seed);
  const failures: string[] = [];
  let cases = 0;
  const line = (seq: number): Uint8Array => sample.bytes.subarray(sample.ends[seq - 1], sample.ends[seq]);
  const all = Array.from({ length: options.records }, (_, at) => line(at + 1));
  const expectBad = async (name: string, lines: readonly Uint8Array[], seq: number): Promise<void> => {
    cases += 1;
    const bytes = Uint8Array.from(Buffer.concat(lines));
    const named = await refusedWith(sample, bytes);
    const { records, firstBad } = await shown(sample, bytes);
    if (named !== seq || firstBad !== seq || records !== seq - 1)
      failures.push(`${name} ${seq}: ${named}, read-only ${firstBad}, ${records}`);
  };
  for (let seq = 1; seq <= options.records; seq += 1) {
    const before = all.slice(0, seq - 1);
    const after = all.slice(seq);
    const own = line(seq);
    if (seq < options.records) {
      await expectBad('delete', [...before, ...after], seq);
      await expectBad('swap', [...before, line(seq + 1), own, ...after.slice(1)], seq);
      await expectBad('lose its line feed', [...before, own.subarray(0, -1), ...after], seq);
      await expectBad('zeros in place of', [...before, new Uint8Array(own.byteLength), ...after], seq);
    }
    await expectBad('duplicate', [...before, own, own, ...after], seq + 1);
    await expectBad('shorten', [...before, own.subarray(0, -9), Buffer.from('\n'), ...after], seq);
    await expectBad('junk behind the brace of', [...before, own.subarray(0, -1), Buffer.from('x'), ...after], seq);
    await expectBad('space before', [...before, Buffer.from(' '), ...all.slice(seq - 1)], seq);
  }
  return { cases, failures };
}

/** Tails that a power cut can leave: cut off and said, never damage. */
export async function tornTails(options: { records: number; seed: number }): Promise<Outcome> {
  const sample = await sampleJournal(options.records, options.seed);
  const failures: string[] = [];
  const last = sample.bytes.subarray(sample.ends.at(-2));
  const half = last.subarray(0, last.byteLength >> 1);
  const tails = [
    new Uint8Array(1),
    new Uint8Array(5000),
    half,
    Buffer.concat([half, new Uint8Array(4096)]),
    Buffer.from('{"hash":"'),
  ];
  for (const [index, tail] of tails.entries()) {
    const bytes = Uint8Array.from(Buffer.concat([sample.bytes, tail]));
    const before = await shown(sample, bytes);
    const journal = await openBytes(sample, bytes, { readOnly: false });
    const cut = sample.files.size(journalPath) === sample.bytes.byteLength;
    if (
      before.records !== options.records ||
      journal.records !== options.records ||
      !cut ||
      journal.notices.length !== 1
    ) {
      failures.push(`tail ${index}: ${before.records}, ${journal.records}, ${journal.notices.join(' ')}`);
    }
    await journal.close();
  }
  return { cases: tails.length, failures };
}
