import type { Graph } from './adjacency.ts';

/** What is left of a thief's ways when something is taken away. */
export interface Obstacles {
  /** 1 at the index of a kind of edge that leads no further. */
  readonly kinds?: ArrayLike<number>;
  /** 1 at a row that can no longer be entered. */
  readonly rows?: ArrayLike<number>;
}

export interface WalkOptions extends Obstacles {
  /** Hops at most, the first is the origin itself; Infinity: as far as it goes. */
  readonly hops: number;
  /** Orders the rows of one hop in place; by default they stand as they were found. */
  order?(rows: Uint32Array): void;
}

/** Everything that a thief of one row reaches, each once, at the first hop at which it is reached. */
export interface Walk {
  /** The origin first, then hop by hop. */
  readonly rows: Uint32Array;
  /** `rows[levels[h]]` is the first row of hop h + 1; the last entry is the number of rows. */
  readonly levels: readonly number[];
  /** Position in `rows` from which each was reached; the origin's is 0. */
  readonly via: Uint32Array;
  /** Index into delegationKinds of the edge that led there; 255 at the origin. */
  readonly edge: Uint8Array;
}

export const noEdge = 255;

/** Breadth first. Each row and each edge is looked at once, so cycles end and a row with a million edges is read once. */
export function walk(graph: Graph, origin: number, options: WalkOptions): Walk {
  const { length, start, target, kind } = graph;
  const { hops, kinds, rows: closed } = options;
  const seen = new Uint8Array(length);
  const rows = new Uint32Array(length);
  const from = new Uint32Array(length);
  const led = new Uint8Array(length);
  seen[origin] = 1;
  rows[0] = origin;
  led[origin] = noEdge;
  const levels = [0];
  let [head, end] = [0, 1];
  for (let hop = 1; hop < hops && head < end; hop += 1) {
    levels.push(end);
    const level = end;
    for (; head < level; head += 1) {
      const here = rows[head] ?? 0;
      const last = start[here + 1] ?? 0;
      for (let edge = start[here] ?? 0; edge < last; edge += 1) {
        const next = target[edge] ?? 0;
        const code = kind[edge] ?? 0;
        if (seen[next] === 1 || kinds?.[code] === 1 || closed?.[next] === 1) continue;
        seen[next] = 1;
        from[next] = head;
        led[next] = code;
        rows[end] = next;
        end += 1;
      }
    }
    if (end === level) break;
    options.order?.(rows.subarray(level, end));
  }
  if (levels.at(-1) !== end) levels.push(end);
  const reached = rows.slice(0, end);
  const via = new Uint32Array(end);
  const edge = new Uint8Array(end);
  for (let at = 0; at < end; at += 1) {
    const row = reached[at] ?? 0;
    via[at] = from[row] ?? 0;
    edge[at] = led[row] ?? noEdge;
  }
  return { rows: reached, levels, via, edge };
}

/** From the origin to the row at a position, as positions. */
export function pathTo({ via }: Pick<Walk, 'via'>, position: number): number[] {
  const path = [position];
  for (let at = position; at !== 0; at = via[at] ?? 0) path.push(via[at] ?? 0);
  return path.reverse();
}
