import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJournal } from '#engine/journal/journal.ts';
import { openObjects } from '#engine/store/objects.ts';
import { createNodeSystem } from '#engine/system/node-system.ts';
import { createTestLog, seededNumbers, sourceEntries } from '#test/support/test-system.ts';
import { startChild } from './child.ts';

export interface KillOutcome {
  readonly kills: number;
  readonly acknowledged: number;
  readonly failures: readonly string[];
}

/**
 * A process commits and is killed by kill -9 after a random number of acknowledgements; the next one takes over its
 * workspace and goes on. This process keeps the list of what was acknowledged and looks after every kill.
 */
export async function killWhileCommitting(options: {
  kills: number;
  mostCommits: number;
  seed: number;
}): Promise<KillOutcome> {
  const folder = await mkdtemp(join(tmpdir(), 'nhi-kill-'));
  const system = createNodeSystem({ log: createTestLog(), entries: sourceEntries });
  const next = seededNumbers(options.seed);
  const acknowledged = new Map<number, number>();
  const failures: string[] = [];
  const created = await openJournal(system, folder, { readOnly: false, create: true });
  await created.close();
  let first = 1;
  try {
    for (let kill = 1; kill <= options.kills; kill += 1) {
      await commitUntilKilled(folder, first, Math.floor(next() * options.mostCommits), acknowledged);
      first += options.mostCommits * 100;
      const wrong = await lookAt(folder, system, acknowledged);
      if (wrong !== null) failures.push(`kill ${kill}: ${wrong}`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return { kills: options.kills, acknowledged: acknowledged.size, failures };
}

async function commitUntilKilled(
  folder: string,
  first: number,
  commits: number,
  acknowledged: Map<number, number>,
): Promise<void> {
  const child = startChild('kill-child.ts', folder, String(first));
  await child.line();
  for (let count = 0; ; count += 1) {
    // Lines that were on their way when it died count as well.
    if (count === commits) child.process.kill('SIGKILL');
    const line = await child.line();
    if (line === null) break;
    const [number = Number.NaN, seq = Number.NaN] = line.split(' ').map(Number);
    acknowledged.set(number, seq);
  }
  await child.ended;
}

async function lookAt(
  folder: string,
  system: ReturnType<typeof createNodeSystem>,
  acknowledged: ReadonlyMap<number, number>,
): Promise<string | null> {
  try {
    const objects = await openObjects(system, folder, { readOnly: true });
    const found = new Map<number, number>();
    const journal = await openJournal(system, folder, {
      readOnly: true,
      objects,
      onRecord: (record) => found.set(Number(record.data['number']), record.seq),
    });
    const { ok } = await journal.verify();
    await journal.close();
    objects.close();
    const lost = [...acknowledged].filter(([number, seq]) => found.get(number) !== seq);
    const litter = (await readdir(folder)).filter(
      (name) => !['journal.log', 'objects', 'workspace.lock'].includes(name),
    );
    return ok && lost.length === 0 && litter.length === 0
      ? null
      : `verified ${ok}, lost ${lost.length}, litter ${litter}`;
  } catch (error) {
    return String(error);
  }
}
