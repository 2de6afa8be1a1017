import type { Graph } from './adjacency.ts';

/** A row and what one more step to it adds. */
export interface Step {
  readonly row: number;
  /** Index into delegationKinds of the edge that leads there. */
  readonly edge: number;
}

/** What the longest way out of each row adds up to. */
export interface LongestWays {
  /** Sums of what is known; 0: no way leads on. */
  readonly sum: Float64Array;
  /** 1: something that nobody knows lies within the steps, so that the sum is the least. */
  readonly open: Uint8Array;
  /** The steps of the longest way from a row, in their order. */
  longest(row: number): readonly Step[];
  /** The shortest way from a row to something that nobody knows, or that leads to it; empty: there is none but at the row. */
  toUnknown(row: number): readonly Step[];
}

export interface WayLimits {
  /** Edges at most. */
  readonly steps: number;
  /** 1: an edge leads from the row out of what is known. */
  readonly strange: ArrayLike<number>;
}

const nobody = 0xffff_ffff;

/** The best way on from each row, and the best of those over another row, so that no way turns straight back. */
interface Level {
  readonly best: Float64Array;
  readonly over: Uint32Array;
  readonly other: Float64Array;
  readonly otherOver: Uint32Array;
}

/**
 * The sums of what rows are worth along the longest way of at most `steps` edges that never turns straight back: a step more
 * a round, each edge looked at once in it, so circles end and a million edges cost a million looks. `worth`: NaN is unknown.
 */
export function longestWays(graph: Graph, worth: ArrayLike<number>, { steps, strange }: WayLimits): LongestWays {
  const { length, start, target } = graph;
  const levels: Level[] = [];
  let reach = new Uint8Array(length);
  for (let step = 0; step < steps; step += 1) {
    const before = levels.at(-1);
    const level = emptyLevel(length);
    const open = Uint8Array.from({ length }, (_, row) => strange[row] ?? 0);
    for (let row = 0; row < length; row += 1) {
      for (let edge = start[row] ?? 0; edge < (start[row + 1] ?? 0); edge += 1) {
        const next = target[edge] ?? 0;
        const own = worth[next] ?? Number.NaN;
        if (Number.isNaN(own) || reach[next] === 1) open[row] = 1;
        offer(level, row, next, (Number.isNaN(own) ? 0 : own) + onwards(before, next, row));
      }
    }
    levels.push(level);
    reach = open;
  }
  const last = levels.at(-1) ?? emptyLevel(length);
  return { sum: last.best, open: reach, longest, toUnknown };

  function longest(row: number): Step[] {
    const way: Step[] = [];
    let [here, from] = [row, nobody];
    for (const level of levels.toReversed()) {
      const turnsBack = level.over[here] === from;
      const next = (turnsBack ? level.otherOver : level.over)[here] ?? nobody;
      const sum = (turnsBack ? level.other : level.best)[here] ?? 0;
      if (next === nobody || sum === 0) break;
      way.push({ row: next, edge: edgeTo(here, next) });
      [from, here] = [here, next];
    }
    return way;
  }

  function toUnknown(row: number): Step[] {
    const cameFrom = new Map<number, number>([[row, nobody]]);
    let frontier = [row];
    for (let step = 0; step < steps && frontier.length > 0; step += 1) {
      const found: number[] = [];
      for (const here of frontier) {
        for (let edge = start[here] ?? 0; edge < (start[here + 1] ?? 0); edge += 1) {
          const next = target[edge] ?? 0;
          if (cameFrom.has(next)) continue;
          cameFrom.set(next, here);
          if (Number.isNaN(worth[next] ?? Number.NaN) || strange[next] === 1) return wayTo(next);
          found.push(next);
        }
      }
      frontier = found;
    }
    return [];

    function wayTo(end: number): Step[] {
      const way: Step[] = [];
      for (let here = end, from = cameFrom.get(here) ?? nobody; from !== nobody; ) {
        way.push({ row: here, edge: edgeTo(from, here) });
        here = from;
        from = cameFrom.get(here) ?? nobody;
      }
      return way.reverse();
    }
  }

  function edgeTo(from: number, to: number): number {
    const end = start[from + 1] ?? 0;
    const at = target.subarray(start[from] ?? 0, end).indexOf(to);
    return graph.kind[(start[from] ?? 0) + at] ?? 0;
  }
}

const emptyLevel = (length: number): Level => ({
  best: new Float64Array(length),
  over: new Uint32Array(length).fill(nobody),
  other: new Float64Array(length),
  otherOver: new Uint32Array(length).fill(nobody),
});

/** What lies behind a row for whoever came over `from`. */
function onwards(level: Level | undefined, row: number, from: number): number {
  if (level === undefined) return 0;
  return (level.over[row] === from ? level.other : level.best)[row] ?? 0;
}

/** Each neighbour is offered once. */
function offer({ best, over, other, otherOver }: Level, row: number, next: number, sum: number): void {
  if (over[row] === nobody || sum > (best[row] ?? 0)) {
    other[row] = best[row] ?? 0;
    otherOver[row] = over[row] ?? nobody;
    best[row] = sum;
    over[row] = next;
  } else if (otherOver[row] === nobody || sum > (other[row] ?? 0)) {
    other[row] = sum;
    otherOver[row] = next;
  }
}

/** The same rows with those edges alone that `isKept` says yes to, each neighbour once. */
export function narrowed(graph: Graph, isKept: (kind: number, target: number) => boolean): Graph {
  const { length, start, target, kind } = graph;
  const kept = {
    start: new Uint32Array(length + 1),
    target: new Uint32Array(target.length),
    kind: new Uint8Array(kind.length),
  };
  let used = 0;
  for (let row = 0; row < length; row += 1) {
    const first = used;
    for (let edge = start[row] ?? 0; edge < (start[row + 1] ?? 0); edge += 1) {
      const [to, code] = [target[edge] ?? 0, kind[edge] ?? 0];
      if (!isKept(code, to) || (used > first && kept.target[used - 1] === to)) continue;
      kept.target[used] = to;
      kept.kind[used] = code;
      used += 1;
    }
    kept.start[row + 1] = used;
  }
  return { length, start: kept.start, target: kept.target.slice(0, used), kind: kept.kind.slice(0, used) };
}
