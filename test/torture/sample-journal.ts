import { type Journal, type JournalEntry, type JournalOptions, openJournal } from '#engine/journal/journal.ts';
import { createMemoryFiles, type MemoryFiles } from '#test/support/memory-files.ts';
import { createTestSystem, seededNumbers, type TestSystem } from '#test/support/test-system.ts';

export const folder = '/w/Acme.nhi';
export const journalPath = `${folder}/journal.log`;

/** An entry with all that JSON must escape in it; `padding` makes it longer. */
export function anEntry(number: number, padding = 0): JournalEntry {
  return {
    human: `Zoë "Z" ${number}\n`,
    agent: number % 3 === 0 ? null : 'agent {7}',
    client: 'workbench',
    action: 'import.committed',
    object: `file-${number}.json`,
    decision: 'allowed',
    data: { number, text: '}"\\{'.repeat(number % 4), emoji: '🙂', padding: 'x'.repeat(padding) },
  };
}

export interface Sample {
  readonly system: TestSystem;
  readonly files: MemoryFiles;
  readonly bytes: Uint8Array;
  /** `ends[n]` is the length of the file after n records. */
  readonly ends: readonly number[];
}

export async function sampleJournal(records: number, seed: number, longestPadding = 200): Promise<Sample> {
  const files = createMemoryFiles();
  const system = createTestSystem({ files });
  const next = seededNumbers(seed);
  await files.makeFolder(folder);
  const journal = await openJournal(system, folder, { readOnly: false, create: true });
  const ends = [0];
  for (let number = 1; number <= records; number += 1) {
    const { offset, length } = await journal.append(anEntry(number, Math.floor(next() * longestPadding)));
    ends.push(offset + length);
  }
  await journal.close();
  return { system, files, bytes: files.readSync(journalPath), ends };
}

/** Opens a journal of exactly these bytes. */
export async function openBytes(sample: Sample, bytes: Uint8Array, options: JournalOptions): Promise<Journal> {
  sample.files.put(journalPath, bytes);
  return openJournal(sample.system, folder, options);
}
