import { createHash } from 'node:crypto';
import { diceOf } from '#engine/demo/random.ts';
import type { FactColumns, FactName } from '#engine/inventory/fact-columns.ts';
import { factNames } from '#engine/inventory/fact-columns.ts';
import { preparePolicy, standardPolicy } from '#engine/scoring/policy.ts';
import { scoreRows } from '#engine/scoring/score-columns.ts';
import { dayMs } from '#shared/lib/duration.ts';

export interface Result {
  readonly goal: string;
  readonly case: string;
  readonly ours: number;
  readonly peer: number;
  readonly ratio: number;
  readonly unit: string;
  readonly goalText: string;
}

const now = Date.UTC(2026, 2, 14, 12, 4);
/** As many columns as the weighted sum of PERFORMANCE part C has. */
const summed = 24;

/** Values as an inventory has them; one in ten is unknown where it may be. */
function columnsOf(rows: number): FactColumns {
  const dice = diceOf(7);
  const maybe = (value: number): number => (dice.chance(0.1) ? Number.NaN : value);
  const values: Partial<Record<FactName, () => number>> = {
    kind: () => dice.between(0, 4),
    status: () => (dice.chance(0.05) ? 1 : 0),
    createdAt: () => now - dice.between(1, 1500) * dayMs,
    lastUsedAt: () => maybe(now - dice.between(0, 400) * dayMs),
    rotatedAt: () => maybe(now - dice.between(0, 900) * dayMs),
    lifetime: () => maybe(dice.pick([300, 900, 3600, 86_400, 2_592_000, Number.POSITIVE_INFINITY])),
    breadth: () => maybe(dice.between(0, 40)),
    scopesUsed: () => maybe(dice.between(0, 5)),
    unused: () => maybe(dice.next()),
    customers: () => (dice.chance(0.1) ? dice.between(1, 40_000) : 0),
    reach: () => maybe(dice.between(0, 40_000) / 4),
    autonomy: () => maybe(dice.between(0, 3)),
    credential: () => maybe(dice.pick([25, 20, 16, 6, 3, 1])),
    activeCredentials: () => dice.between(0, 2),
    endlessCredential: () => maybe(dice.between(0, 1)),
    standing: () => maybe(dice.between(0, 2)),
    owner: () => dice.between(0, 5),
    consent: () => dice.pick([-1, -1, -1, 0, 2, Number.NaN]),
    consentAt: () => now - dice.between(0, 400) * dayMs,
  };
  const columns: Partial<Record<FactName, Float64Array>> = {};
  for (const name of factNames) columns[name] = Float64Array.from({ length: rows }, values[name] ?? (() => 0));
  columns.tier = Float64Array.from({ length: rows }, () => maybe(dice.between(0, 4)));
  columns.knownTier = columns.tier.map((tier) => (Number.isNaN(tier) ? 4 : tier));
  /** `as`: the loop above set every column. */
  return columns as FactColumns;
}

/** Goal C: a rescore of all rows against a bare weighted sum over as many columns, interleaved; medians, ms. */
export function run(rows = 100_000, rounds = 15): readonly Result[] {
  const policy = preparePolicy(standardPolicy, (text) => createHash('sha256').update(text).digest('hex'));
  const columns = columnsOf(rows);
  const column = (): Float64Array => new Float64Array(rows);
  const out = {
    value: column(),
    low: column(),
    high: column(),
    confidence: column(),
    power: column(),
    exposure: column(),
    band: new Uint8Array(rows),
  };
  const sum = weightedSum(rows);
  const [ours, peer]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    sum();
    const between = performance.now();
    scoreRows(columns, rows, policy, now, out);
    const end = performance.now();
    // The first rounds are the compiler's.
    if (round < 3) continue;
    peer.push(between - start);
    ours.push(end - between);
  }
  const [mine, other] = [median(ours), median(peer)];
  return [
    {
      goal: 'C',
      case: `rescore ${rows.toLocaleString('en-US')} identities: value, interval, confidence, floors`,
      ours: mine,
      peer: other,
      ratio: mine / other,
      unit: 'ms',
      goalText: `<= 2x a ${summed}-column weighted sum`,
    },
  ];
}

function weightedSum(rows: number): () => void {
  const dice = diceOf(9);
  const columns = Array.from({ length: summed }, () => Float32Array.from({ length: rows }, () => dice.next()));
  const weights = columns.map(() => dice.next());
  const total = new Float32Array(rows);
  return () => {
    for (let row = 0; row < rows; row += 1) {
      let sum = 0;
      for (let index = 0; index < summed; index += 1) sum += (columns[index]?.[row] ?? 0) * (weights[index] ?? 0);
      total[row] = sum;
    }
  };
}

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
