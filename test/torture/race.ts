import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild } from './child.ts';

/**
 * Each round a holder dies by kill -9 and several processes try at the same instant to take its lock over: exactly one
 * may win, and it is the one that dies next.
 */
export async function raceForDeadLock(options: {
  rounds: number;
  processes: number;
}): Promise<{ rounds: number; failures: readonly string[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'nhi-race-'));
  const failures: string[] = [];
  const start = async () => {
    const child = startChild('race-child.ts', folder);
    await child.line();
    return child;
  };
  let holder = await start();
  holder.say('try');
  if ((await holder.line()) !== 'won') failures.push('an empty folder could not be locked');
  let racers = await Promise.all(Array.from({ length: options.processes }, start));
  try {
    for (let round = 1; round <= options.rounds; round += 1) {
      holder.say('die');
      await holder.ended;
      for (const racer of racers) racer.say('try');
      const answers = await Promise.all(racers.map((racer) => racer.line()));
      const winners = racers.filter((_, at) => answers[at] === 'won');
      const winner = winners[0];
      if (
        winner === undefined ||
        winners.length !== 1 ||
        answers.some((answer) => answer !== 'won' && answer !== 'held')
      ) {
        failures.push(`round ${round}: ${answers.join(', ')}`);
        break;
      }
      winner.say('ours');
      const left = await readdir(folder);
      if ((await winner.line()) !== 'true' || left.length !== 1) failures.push(`round ${round}: ${left.join(', ')}`);
      holder = winner;
      racers = [...racers.filter((racer) => racer !== winner), await start()];
    }
  } finally {
    for (const child of [holder, ...racers]) child.process.kill('SIGKILL');
    await Promise.all([holder, ...racers].map((child) => child.ended));
    await rm(folder, { recursive: true, force: true });
  }
  return { rounds: options.rounds, failures };
}
