/** One case beside its peer or limit, measured in the same run. */
export interface BenchRow {
  /** Letter of PERFORMANCE.md. */
  readonly goal: string;
  readonly case: string;
  /** Medians. */
  readonly ours: number;
  readonly peer: number;
  /** Ours / peer: median of the rounds, and how far they lie apart; one number where there was one round. */
  readonly ratio: number;
  readonly least: number;
  readonly most: number;
  readonly rounds: number;
  readonly unit: string;
  readonly goalText: string;
  /** null: PERFORMANCE.md sets no goal for it. */
  readonly met: boolean | null;
}

/** What is asked of the median ratio. */
export interface Goal {
  readonly text: string;
  readonly atMost?: number;
  readonly atLeast?: number;
}

export const noGoal = (text = 'no goal'): Goal => ({ text });

export const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;

/** A share of the sorted numbers, 0–1. */
export const quantile = (numbers: readonly number[], share: number): number =>
  [...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))] ?? Number.NaN;

/** `ours[i]` and `peer[i]` are of the same round. One number of a peer stands for a fixed limit. */
export function compare(
  letter: string,
  name: string,
  unit: string,
  goal: Goal,
  ours: readonly number[],
  peer: readonly number[],
): BenchRow {
  const ratios = ours.map((own, round) => own / (peer[round] ?? peer.at(-1) ?? Number.NaN));
  const ratio = median(ratios);
  const { atMost, atLeast } = goal;
  return {
    goal: letter,
    case: name,
    ours: median(ours),
    peer: median(peer),
    ratio,
    least: Math.min(...ratios),
    most: Math.max(...ratios),
    rounds: ratios.length,
    unit,
    goalText: goal.text,
    met: atMost !== undefined ? ratio <= atMost : atLeast !== undefined ? ratio >= atLeast : null,
  };
}

/** Milliseconds. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Milliseconds of each in turns; the first `warmUp` rounds are the compiler's and the cache's. */
export async function inTurns(
  rounds: number,
  ours: () => unknown,
  peer: () => unknown,
  warmUp = 0,
): Promise<[number[], number[]]> {
  const times: [number[], number[]] = [[], []];
  for (let round = -warmUp; round < rounds; round += 1) {
    const own = await timed(ours);
    const other = await timed(peer);
    if (round < 0) continue;
    times[0].push(own);
    times[1].push(other);
  }
  return times;
}
