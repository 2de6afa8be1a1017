import { cascade } from './cascade.ts';
import { bitFlips, recordEdits, tornTails, truncations } from './damage.ts';
import { faultAtEvery, fullDisk } from './faults.ts';
import { killIssuerUnderLoad } from './issuer-kill.ts';
import { killWhileCommitting } from './kill.ts';
import { narrowing } from './narrowing.ts';
import { raceForDeadLock } from './race.ts';

export interface TortureRow {
  readonly name: string;
  readonly cases: number;
  readonly failures: readonly string[];
}

/** The figures of SECURITY.md, part 4, for journal, objects, lock and issuer; `scale` 1 takes a minute or two. */
export async function torture(options: {
  scale: number;
  seed: number;
  onRow: (row: TortureRow) => void;
}): Promise<boolean> {
  const { scale, seed } = options;
  let isFine = true;
  const say = (name: string, cases: number, failures: readonly string[]): void => {
    isFine &&= failures.length === 0;
    options.onRow({ name, cases, failures });
  };
  const damage = [
    ['cut at every byte of the last 64 KiB', () => truncations({ records: 160, bytes: 64 * 1024, stride: 1, seed })],
    ['single bits flipped', () => bitFlips({ records: 60, flips: 100_000 * scale, seed })],
    ['records deleted, swapped, doubled, shortened', () => recordEdits({ records: 60, seed })],
    ['torn tails', () => tornTails({ records: 60, seed })],
  ] as const;
  for (const [name, run] of damage) {
    const { cases, failures } = await run();
    say(name, cases, failures);
  }
  for (const code of ['EIO', 'ENOSPC', 'EROFS', 'EDQUOT']) {
    for (const written of [0, 0.5, 1]) {
      for (const isLasting of [false, true]) {
        const { cases, failures } = await faultAtEvery({
          commits: 60,
          fault: { code, written },
          isLasting,
          cuts: 4 * scale,
        });
        say(`${code} at every operation, ${written} written${isLasting ? ', lasting' : ''}`, cases, failures);
      }
    }
  }
  const full = await fullDisk({ commits: 200, from: 20, to: 120 });
  say('full disk that gets room again', full.tried.length, full.wrong === null ? [] : [full.wrong]);
  const killed = await killWhileCommitting({ kills: 200 * scale, mostCommits: 100, seed });
  say(`kill -9, ${killed.acknowledged} acknowledged`, killed.kills, killed.failures);
  const lost = await killIssuerUnderLoad({ kills: 40 * scale, mostAnswers: 2_000, seed });
  say(`kill -9 of the issuer under load, ${lost.acknowledged} tokens given out`, lost.kills, lost.failures);
  const raced = await raceForDeadLock({ rounds: 20 * scale, processes: 6 });
  say('races for a dead lock', raced.rounds, raced.failures);
  const narrowed = await narrowing({ runs: 2_000 * scale, seed });
  say(`exchanges under random policies, ${narrowed.allowed} allowed`, narrowed.cases, narrowed.failures);
  const fallen = await cascade({ runs: 1_000 * scale, seed });
  say(`tokens among random revocations, ${fallen.fallen} fallen`, fallen.cases, fallen.failures);
  return isFine;
}
