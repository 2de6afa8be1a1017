import type { DelegationKind } from '#shared/model/delegation.ts';
import { delegationKinds } from '#shared/model/delegation.ts';
import { identityKinds } from '#shared/model/identity.ts';
import { ownerStates } from './facts.ts';
import { type HeldKeys, sharedKeys } from './shared-keys.ts';

/** Columns of Facts as `factsOf` made them (never those that `complete` made), and the edges as rows. */
export interface CompleteInput {
  readonly length: number;
  readonly kind: ArrayLike<number>;
  readonly status: ArrayLike<number>;
  /** 1: an analyst said so. */
  readonly gone?: ArrayLike<number>;
  readonly owner: ArrayLike<number>;
  readonly customers: ArrayLike<number>;
  readonly resources: ArrayLike<number>;
  readonly amplifies: ArrayLike<number>;
  readonly fingerprint: ArrayLike<number>;
  readonly production: ArrayLike<number>;
  readonly keys?: HeldKeys;
  readonly edges: EdgeColumns;
  /** Identity row and the row of a human who owns it. */
  readonly owners?: { readonly row: ArrayLike<number>; readonly human: ArrayLike<number>; readonly length?: number };
}

/** An end at or beyond the number of rows is not in the inventory; the edge is passed over. */
export interface EdgeColumns {
  readonly from: ArrayLike<number>;
  readonly to: ArrayLike<number>;
  /** Index into delegationKinds. */
  readonly kind: ArrayLike<number>;
  /** How many of the rows count; all by default. */
  readonly length?: number;
}

export interface Completed {
  /** Customers and resources within three hops, discounted 1, ½, ¼. */
  readonly reach: Float64Array;
  readonly amplifies: Uint8Array;
  readonly owner: Uint8Array;
  readonly crossEnvironment: Uint8Array;
  readonly sharedKey: Uint32Array;
}

/** What follows from the whole inventory and not from one record. Rows may stand in any order, edges may form cycles. */
export function complete(input: CompleteInput): Completed {
  return {
    reach: reachOf(input),
    amplifies: amplifiesOf(input),
    owner: ownersOf(input),
    crossEnvironment: crossEnvironmentOf(input),
    sharedKey: sharedKeys(input.length, input.keys ?? { row: [], key: [] }),
  };
}

/**
 * Along which edges a thief moves, and which way. An edge goes from the one who holds power to the one who may use it, so
 * the thief of `to` gains what `from` holds; a sub-agent is the other way round: its parent commands it.
 */
const moves: Readonly<Record<DelegationKind, 'forward' | 'backward'>> = {
  acts_for: 'backward',
  spawned: 'forward',
  may_exchange: 'backward',
  may_act: 'backward',
  impersonate: 'backward',
  secret_read: 'backward',
  grant_admin: 'backward',
};

function reachOf({ length, customers, resources, edges }: CompleteInput): Float64Array {
  const own = new Float64Array(length);
  for (let row = 0; row < length; row += 1) own[row] = (customers[row] ?? 0) + (resources[row] ?? 0);
  const graph = adjacency(length, edges);
  if (graph === null) return own;
  const { start, target } = graph;
  const reach = Float64Array.from(own);
  const seen = new Int32Array(length).fill(-1);
  const queue = new Int32Array(length);
  for (let row = 0; row < length; row += 1) {
    if (start[row] === start[row + 1]) continue;
    seen[row] = row;
    queue[0] = row;
    let [head, end] = [0, 1];
    for (let weight = 0.5; weight >= 0.25; weight /= 2) {
      const level = end;
      for (; head < level; head += 1) {
        const here = queue[head] ?? 0;
        for (let edge = start[here] ?? 0; edge < (start[here + 1] ?? 0); edge += 1) {
          const next = target[edge] ?? 0;
          if (seen[next] === row) continue;
          seen[next] = row;
          queue[end] = next;
          end += 1;
          reach[row] = (reach[row] ?? 0) + weight * (own[next] ?? 0);
        }
      }
    }
  }
  return reach;
}

/** Compressed sparse rows; null: there is no edge. Targets ascend, so that sums do not depend on the order of edges. */
function adjacency(length: number, edges: EdgeColumns): { start: Uint32Array; target: Uint32Array } | null {
  const count = edges.length ?? edges.kind.length;
  const start = new Uint32Array(length + 1);
  let used = 0;
  const ends = (edge: number): readonly [number, number] | null => {
    const kind = delegationKinds[edges.kind[edge] ?? -1];
    const [from, to] = [edges.from[edge] ?? length, edges.to[edge] ?? length];
    if (kind === undefined || from >= length || to >= length || from === to) return null;
    return moves[kind] === 'forward' ? [from, to] : [to, from];
  };
  for (let edge = 0; edge < count; edge += 1) {
    const pair = ends(edge);
    if (pair === null) continue;
    start[pair[0] + 1] = (start[pair[0] + 1] ?? 0) + 1;
    used += 1;
  }
  if (used === 0) return null;
  for (let row = 0; row < length; row += 1) start[row + 1] = (start[row + 1] ?? 0) + (start[row] ?? 0);
  const fill = start.slice();
  const target = new Uint32Array(used);
  for (let edge = 0; edge < count; edge += 1) {
    const pair = ends(edge);
    if (pair === null) continue;
    const place = fill[pair[0]] ?? 0;
    target[place] = pair[1];
    fill[pair[0]] = place + 1;
  }
  for (let row = 0; row < length; row += 1) target.subarray(start[row], start[row + 1]).sort();
  return { start, target };
}

/** Sub-agents may sit three hops below the first of their line. */
const deepest = 3;

function amplifiesOf({ length, amplifies, edges }: CompleteInput): Uint8Array {
  const result = Uint8Array.from({ length }, (_, row) => (amplifies[row] === 1 ? 1 : 0));
  const spawned = delegationKinds.indexOf('spawned');
  const count = edges.length ?? edges.kind.length;
  const depth = new Uint8Array(length);
  // Each round lengthens every line by one hop; a cycle has no first parent and counts as too deep.
  for (let round = 0; round <= deepest; round += 1) {
    const before = depth.slice();
    for (let edge = 0; edge < count; edge += 1) {
      const [from, to] = [edges.from[edge] ?? length, edges.to[edge] ?? length];
      if (edges.kind[edge] !== spawned || from >= length || to >= length) continue;
      depth[to] = Math.max(depth[to] ?? 0, (before[from] ?? 0) + 1);
    }
  }
  for (let row = 0; row < length; row += 1) if ((depth[row] ?? 0) > deepest) result[row] = 1;
  return result;
}

function ownersOf({ length, kind, status, gone: left, owner, owners }: CompleteInput): Uint8Array {
  const result = Uint8Array.from({ length }, (_, row) => owner[row] ?? ownerStates.indexOf('unknown'));
  if (owners === undefined) return result;
  const [present, gone] = [new Uint16Array(length), new Uint16Array(length)];
  const human = identityKinds.indexOf('human');
  for (let link = 0; link < (owners.length ?? owners.row.length); link += 1) {
    const [row, who] = [owners.row[link] ?? length, owners.human[link] ?? length];
    if (row >= length || who >= length || kind[who] !== human) continue;
    const counts = status[who] === 0 && left?.[who] !== 1 ? present : gone;
    counts[row] = (counts[row] ?? 0) + 1;
  }
  const [departed, single, backed] = [
    ownerStates.indexOf('departed'),
    ownerStates.indexOf('single'),
    ownerStates.indexOf('backed'),
  ];
  for (let row = 0; row < length; row += 1) {
    if (gone[row] === 0) continue;
    if (result[row] === single) result[row] = present[row] === 0 ? departed : single;
    // Two stood behind it by name; one who is not among the humans of the inventory still counts as present.
    else if (result[row] === backed) result[row] = present[row] === 0 && (gone[row] ?? 0) > 1 ? departed : single;
  }
  return result;
}

function crossEnvironmentOf({ length, fingerprint, production }: CompleteInput): Uint8Array {
  const places = new Map<number, number>();
  for (let row = 0; row < length; row += 1) {
    const print = fingerprint[row] ?? Number.NaN;
    const place = production[row];
    if (Number.isNaN(print) || (place !== 0 && place !== 1)) continue;
    places.set(print, (places.get(print) ?? 0) | (place === 1 ? 1 : 2));
  }
  const result = new Uint8Array(length);
  for (let row = 0; row < length; row += 1) if (places.get(fingerprint[row] ?? Number.NaN) === 3) result[row] = 1;
  return result;
}
