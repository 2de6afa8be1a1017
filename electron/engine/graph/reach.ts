import type { Graph } from './adjacency.ts';
import type { Walk } from './walk.ts';

/** How far reach counts for the score (PRODUCT section 5, component R): what the identity calls itself is the first hop. */
export const scoredHops = 3;

/** What a hop counts: 1, ½, ¼, and nothing beyond the third. */
export const discountOf = (hop: number): number => (hop >= 1 && hop <= scoredHops ? 0.5 ** (hop - 1) : 0);

/** Customers and resources along one walk, discounted; `own` are those of each row. */
export function reachOf({ rows, levels }: Pick<Walk, 'rows' | 'levels'>, own: ArrayLike<number>): number {
  let reach = 0;
  for (let hop = 1; hop <= scoredHops; hop += 1) {
    const last = levels[hop] ?? levels[hop - 1] ?? 0;
    let sum = 0;
    for (let at = levels[hop - 1] ?? last; at < last; at += 1) sum += own[rows[at] ?? 0] ?? 0;
    reach += discountOf(hop) * sum;
  }
  return reach;
}

/** Second steps from which on rows with the same neighbours are worked out together. */
const heavy = 1024;

/**
 * The same of every row. Rows that lead to the same neighbours reach the same behind them but for themselves, so those
 * around a hub are worked out once and not once each: a million edges on one row cost a million steps.
 */
export function reachOfAll(graph: Graph, own: ArrayLike<number>): Float64Array {
  const { length, start, target } = graph;
  const reach = Float64Array.from({ length }, (_, row) => own[row] ?? 0);
  const seen = new Int32Array(length).fill(-1);
  const near = new Uint32Array(length);
  const shared = new Map<string, number>();
  const [first, second] = [discountOf(2), discountOf(3)];
  for (let row = 0; row < length; row += 1) {
    if (start[row] === start[row + 1]) continue;
    const { count, steps } = neighbours(row);
    const key = steps < heavy ? null : near.subarray(0, count).join();
    const known = key === null ? undefined : shared.get(key);
    const beyond = known ?? around(row, count);
    if (key !== null && known === undefined) shared.set(key, beyond);
    reach[row] = (reach[row] ?? 0) + beyond - (leadsBack(row, count) ? second * (own[row] ?? 0) : 0);
  }
  return reach;

  /** Fills `near` with the neighbours, ascending and each once. */
  function neighbours(row: number): { count: number; steps: number } {
    let [count, steps] = [0, 0];
    for (let edge = start[row] ?? 0; edge < (start[row + 1] ?? 0); edge += 1) {
      const next = target[edge] ?? 0;
      if (count > 0 && near[count - 1] === next) continue;
      near[count] = next;
      count += 1;
      steps += (start[next + 1] ?? 0) - (start[next] ?? 0);
    }
    return { count, steps };
  }

  /** The neighbours and what lies behind them, the row itself included where they lead back to it. */
  function around(row: number, count: number): number {
    let [sum, behind] = [0, 0];
    for (let at = 0; at < count; at += 1) {
      const next = near[at] ?? 0;
      seen[next] = row;
      sum += own[next] ?? 0;
    }
    for (let at = 0; at < count; at += 1) {
      const here = near[at] ?? 0;
      for (let edge = start[here] ?? 0; edge < (start[here + 1] ?? 0); edge += 1) {
        const next = target[edge] ?? 0;
        if (seen[next] === row) continue;
        seen[next] = row;
        behind += own[next] ?? 0;
      }
    }
    return first * sum + second * behind;
  }

  function leadsBack(row: number, count: number): boolean {
    for (let at = 0; at < count; at += 1) if (leads(near[at] ?? 0, row)) return true;
    return false;
  }

  function leads(from: number, to: number): boolean {
    let [low, high] = [start[from] ?? 0, start[from + 1] ?? 0];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((target[middle] ?? 0) < to) low = middle + 1;
      else high = middle;
    }
    return low < (start[from + 1] ?? 0) && target[low] === to;
  }
}
