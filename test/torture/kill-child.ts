// Commits without end, several at a time, some with an object, and names each that was acknowledged.
import { openJournal } from '#engine/journal/journal.ts';
import { acquireLock } from '#engine/store/lock.ts';
import { openObjects } from '#engine/store/objects.ts';
import { createNodeSystem } from '#engine/system/node-system.ts';
import { sourceEntries } from '#test/support/test-system.ts';
import { anEntry } from './sample-journal.ts';

const [, , folder = '', first = '1'] = process.argv;
const system = createNodeSystem({ entries: sourceEntries });
const lock = await acquireLock(system, folder);
const objects = await openObjects(system, folder, { readOnly: false });
const journal = await openJournal(system, folder, { readOnly: false, objects, mayWrite: lock.stillOurs });
let number = Number(first);

async function commitForEver(): Promise<void> {
  for (;;) {
    const mine = number;
    number += 1;
    const entry = anEntry(mine, mine % 2000);
    const references = mine % 5 === 0 ? [await stageObject(mine)] : [];
    const { seq } = await journal.append({ ...entry, data: { ...entry.data, objects: references } });
    console.log(`${mine} ${seq}`);
  }
}

async function stageObject(mine: number): Promise<{ digest: string }> {
  const staged = await objects.stage();
  await staged.append(`object ${mine}\n`.repeat(500));
  return staged.commit();
}

console.log('open');
for (let lane = 0; lane < 4; lane += 1) void commitForEver();
