import type { Graph } from './adjacency.ts';

/** Rows that reach each other as one node, and the ways between such nodes, each once. */
export interface Components {
  /** The component of each row. Ways lead from higher numbers to lower ones alone. */
  readonly of: Uint32Array;
  readonly count: number;
  readonly start: Uint32Array;
  readonly target: Uint32Array;
}

/** Edges that are looked at in one go: some milliseconds of work, also before any of it is compiled. */
const edgesAtOnce = 1 << 15;

/**
 * Strongly connected components (Tarjan 1972), without recursion: a chain may be as long as the inventory. Yields now and
 * then, so that whoever drives it can answer others in between.
 */
export function* componentsOf(graph: Graph): Generator<void, Components> {
  const { of, count } = yield* number(graph);
  return { of, count, ...(yield* condense(graph, of, count)) };
}

const unseen = 0;

function* number({ length, start, target }: Graph): Generator<void, { of: Uint32Array; count: number }> {
  /** When each row was first seen, from 1; and the earliest row on the stack that it leads back to. */
  const index = new Uint32Array(length);
  const low = new Uint32Array(length);
  const of = new Uint32Array(length);
  const onStack = new Uint8Array(length);
  const stack = new Uint32Array(length);
  /** The way down from the root, and the next edge of each row on it. */
  const path = new Uint32Array(length);
  const edge = new Uint32Array(length);
  let [clock, height, depth, count, looked] = [0, 0, 0, 0, 0];
  for (let root = 0; root < length; root += 1) {
    if (index[root] !== unseen) continue;
    enter(root);
    while (depth > 0) {
      const row = path[depth - 1] ?? 0;
      const at = edge[row] ?? 0;
      if (at < (start[row + 1] ?? 0)) {
        looked += 1;
        if (looked % edgesAtOnce === 0) yield;
        edge[row] = at + 1;
        const next = target[at] ?? 0;
        if (index[next] === unseen) enter(next);
        else if (onStack[next] === 1) low[row] = Math.min(low[row] ?? 0, index[next] ?? 0);
        continue;
      }
      depth -= 1;
      if (depth > 0) {
        const above = path[depth - 1] ?? 0;
        low[above] = Math.min(low[above] ?? 0, low[row] ?? 0);
      }
      if (low[row] === index[row]) close(row);
    }
  }
  return { of, count };

  function enter(row: number): void {
    clock += 1;
    index[row] = clock;
    low[row] = clock;
    edge[row] = start[row] ?? 0;
    onStack[row] = 1;
    stack[height] = row;
    height += 1;
    path[depth] = row;
    depth += 1;
  }

  /** Everything on the stack down to the first row of the component belongs to it. */
  function close(first: number): void {
    for (;;) {
      height -= 1;
      const row = stack[height] ?? 0;
      onStack[row] = 0;
      of[row] = count;
      if (row === first) break;
    }
    count += 1;
  }
}

function* condense(
  graph: Graph,
  of: Uint32Array,
  count: number,
): Generator<void, { start: Uint32Array; target: Uint32Array }> {
  const { length } = graph;
  const first = new Uint32Array(count + 1);
  for (let row = 0; row < length; row += 1) first[(of[row] ?? 0) + 1] = (first[(of[row] ?? 0) + 1] ?? 0) + 1;
  for (let at = 0; at < count; at += 1) first[at + 1] = (first[at + 1] ?? 0) + (first[at] ?? 0);
  const place = first.slice();
  const members = new Uint32Array(length);
  for (let row = 0; row < length; row += 1) {
    const at = of[row] ?? 0;
    members[place[at] ?? 0] = row;
    place[at] = (place[at] ?? 0) + 1;
  }
  const start = new Uint32Array(count + 1);
  const target = new Uint32Array(graph.target.length);
  /** The last component from which each was met. */
  const met = new Int32Array(count).fill(-1);
  let [used, looked] = [0, 0];
  for (let at = 0; at < count; at += 1) {
    met[at] = at;
    for (let member = first[at] ?? 0; member < (first[at + 1] ?? 0); member += 1) {
      const row = members[member] ?? 0;
      for (let edge = graph.start[row] ?? 0; edge < (graph.start[row + 1] ?? 0); edge += 1) {
        looked += 1;
        if (looked % edgesAtOnce === 0) yield;
        const next = of[graph.target[edge] ?? 0] ?? 0;
        if (met[next] === at) continue;
        met[next] = at;
        target[used] = next;
        used += 1;
      }
    }
    start[at + 1] = used;
  }
  return { start, target: target.slice(0, used) };
}
