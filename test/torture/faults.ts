import { openJournal } from '#engine/journal/journal.ts';
import { openObjects } from '#engine/store/objects.ts';
import type { Files } from '#engine/system/system.ts';
import { type Fault, type Operation, withFaults } from '#test/support/faulty-files.ts';
import { createMemoryFiles, type MemoryFiles } from '#test/support/memory-files.ts';
import { createTestSystem, seededNumbers } from '#test/support/test-system.ts';
import type { Outcome } from './damage.ts';
import { anEntry, folder } from './sample-journal.ts';

interface Script {
  readonly tried: number[];
  readonly acknowledged: number[];
}

async function freshFolder(): Promise<MemoryFiles> {
  const files = createMemoryFiles();
  await files.makeFolder(folder);
  await files.flushFolder('/w');
  const journal = await openJournal(createTestSystem({ files }), folder, { readOnly: false, create: true });
  await journal.close();
  return files;
}

/** Opens, commits every third time with an object, closes. Goes on after refusals as long as it may. */
async function runScript(files: Files, commits: number): Promise<Script> {
  const script: Script = { tried: [], acknowledged: [] };
  const system = createTestSystem({ files });
  try {
    const objects = await openObjects(system, folder, { readOnly: false });
    const journal = await openJournal(system, folder, { readOnly: false, objects });
    for (let number = 1; number <= commits; number += 1) {
      try {
        await commit(number);
        script.acknowledged.push(number);
      } catch {
        // The caller was told; what counts is that nothing of it is missed or invented later.
      }
    }
    await journal.close();

    async function commit(number: number): Promise<void> {
      const entry = anEntry(number);
      const references = number % 3 === 0 ? [await stage(number)] : [];
      script.tried.push(number);
      await journal.append({ ...entry, data: { ...entry.data, objects: references } });
    }
    async function stage(number: number): Promise<{ digest: string }> {
      const staged = await objects.stage();
      try {
        await staged.append(`object ${number}\n`.repeat(50));
        return await staged.commit();
      } finally {
        await staged.abandon();
      }
    }
  } catch {
    // Opening may fail as well.
  }
  return script;
}

/** Reopens without faults; answers what is wrong, or null: all acknowledged are there, in order, nothing untried. */
async function judge(files: Files, script: Script): Promise<string | null> {
  const system = createTestSystem({ files });
  try {
    const objects = await openObjects(system, folder, { readOnly: false });
    const journal = await openJournal(system, folder, { readOnly: false, objects });
    const found = journal.list(0, journal.records).map((record) => Number(record.data['number']));
    const verification = await journal.verify();
    const leftovers = files.list(files.join(folder, 'objects')).filter((name) => name.startsWith('.'));
    await journal.append(anEntry(0));
    await journal.close();
    const isLegal =
      script.acknowledged.every((number) => found.includes(number)) &&
      found.every((number, at) => script.tried.includes(number) && number > (found[at - 1] ?? 0));
    return isLegal && verification.ok && leftovers.length === 0
      ? null
      : `acknowledged ${script.acknowledged}, found ${found}, left ${leftovers}`;
  } catch (error) {
    return String(error);
  }
}

/** Fails operation i of the script for i = 1, 2 … until none is left; once for all later ones too (a dead disk). */
export async function faultAtEvery(options: {
  commits: number;
  fault: Fault;
  isLasting: boolean;
  cuts: number;
}): Promise<Outcome> {
  const failures: string[] = [];
  const next = seededNumbers(options.commits);
  let cases = 0;
  for (let at = 1; ; at += 1) {
    const files = await freshFolder();
    let met = false;
    const faulty = withFaults(files, (number) => {
      if (number !== at && !(options.isLasting && number > at)) return null;
      met = true;
      return options.fault;
    });
    const script = await runScript(faulty, options.commits);
    if (!met) return { cases, failures };
    const cuts = Array.from({ length: options.cuts }, () => files.afterPowerCut(() => next() < 0.5));
    for (const disk of [...cuts, files]) {
      cases += 1;
      const wrong = await judge(disk, script);
      if (wrong !== null) failures.push(`operation ${at}: ${wrong}`);
    }
  }
}

/** A full disk refuses appends `from` … `to`; what is asked afterwards must be kept again. */
export async function fullDisk(options: {
  commits: number;
  from: number;
  to: number;
}): Promise<Script & { wrong: string | null }> {
  const files = await freshFolder();
  let appends = 0;
  const faulty = withFaults(files, (_number: number, operation: Operation) => {
    if (operation !== 'append') return null;
    appends += 1;
    return appends >= options.from && appends <= options.to ? { code: 'ENOSPC', written: 0.5 } : null;
  });
  const script = await runScript(faulty, options.commits);
  return { ...script, wrong: await judge(files, script) };
}
