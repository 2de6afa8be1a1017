import { type DelegationKind, delegationKinds } from '#shared/model/delegation.ts';

/** An end at or beyond the number of rows is not in the inventory; the edge is passed over. */
export interface EdgeColumns {
  readonly from: ArrayLike<number>;
  readonly to: ArrayLike<number>;
  /** Index into delegationKinds. */
  readonly kind: ArrayLike<number>;
  /** How many of the rows count; all by default. */
  readonly length?: number;
}

/** Compressed sparse rows: a thief who holds row r moves to `target[start[r]]` … `target[start[r + 1] - 1]`. */
export interface Graph {
  /** Number of rows. */
  readonly length: number;
  readonly start: Uint32Array;
  /** Ascending within a row, then by kind: nothing depends on the order in which edges came. */
  readonly target: Uint32Array;
  /** Index into delegationKinds. */
  readonly kind: Uint8Array;
}

/**
 * Along which edges a thief moves, and which way. An edge goes from the one who holds power to the one who may use it, so
 * the thief of `to` gains what `from` holds; a sub-agent is the other way round: its parent commands it.
 */
export const moves: Readonly<Record<DelegationKind, 'forward' | 'backward'>> = {
  acts_for: 'backward',
  spawned: 'forward',
  may_exchange: 'backward',
  may_act: 'backward',
  impersonate: 'backward',
  secret_read: 'backward',
  grant_admin: 'backward',
};

/** Edges as ways that a thief takes. Loops, unknown kinds and ends outside of the inventory lead nowhere. */
export function adjacency(length: number, edges: EdgeColumns): Graph {
  const count = edges.length ?? edges.kind.length;
  const sources = new Uint32Array(count);
  const targets = new Uint32Array(count);
  const kinds = new Uint8Array(count);
  let used = 0;
  for (let edge = 0; edge < count; edge += 1) {
    const code = edges.kind[edge] ?? -1;
    const kind = delegationKinds[code];
    const [from, to] = [edges.from[edge] ?? length, edges.to[edge] ?? length];
    if (kind === undefined || from >= length || to >= length || from === to) continue;
    const isForward = moves[kind] === 'forward';
    sources[used] = isForward ? from : to;
    targets[used] = isForward ? to : from;
    kinds[used] = code;
    used += 1;
  }
  // The least significant key first; each pass keeps the order of the one before.
  let order: Uint32Array = Uint32Array.from({ length: used }, (_, edge) => edge);
  for (const [keys, range] of [
    [kinds, delegationKinds.length],
    [targets, length],
    [sources, length],
  ] as const) {
    order = sortedBy(order, keys, range);
  }
  const start = starts(order, sources, length);
  const target = new Uint32Array(used);
  const kind = new Uint8Array(used);
  for (let place = 0; place < used; place += 1) {
    const edge = order[place] ?? 0;
    target[place] = targets[edge] ?? 0;
    kind[place] = kinds[edge] ?? 0;
  }
  return { length, start, target, kind };
}

function starts(order: Uint32Array, keys: ArrayLike<number>, range: number): Uint32Array {
  const start = new Uint32Array(range + 1);
  for (const edge of order) {
    const next = (keys[edge] ?? 0) + 1;
    start[next] = (start[next] ?? 0) + 1;
  }
  for (let key = 0; key < range; key += 1) start[key + 1] = (start[key + 1] ?? 0) + (start[key] ?? 0);
  return start;
}

/** Stable counting sort. */
function sortedBy(order: Uint32Array, keys: ArrayLike<number>, range: number): Uint32Array {
  const place = starts(order, keys, range);
  const sorted = new Uint32Array(order.length);
  for (const edge of order) {
    const key = keys[edge] ?? 0;
    const at = place[key] ?? 0;
    sorted[at] = edge;
    place[key] = at + 1;
  }
  return sorted;
}
