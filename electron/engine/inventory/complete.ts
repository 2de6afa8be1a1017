import { adjacency, type EdgeColumns, type Graph } from '#engine/graph/adjacency.ts';
import { reachOfAll } from '#engine/graph/reach.ts';
import { delegationKinds } from '#shared/model/delegation.ts';
import { identityKinds } from '#shared/model/identity.ts';
import { ghosts, goneHumanUntil } from './bereaved.ts';
import { ownerStates } from './facts.ts';
import { type Beyond, lifetimesBeyond } from './lifetime-beyond.ts';
import { serverHomes, twinsOf } from './registration-twins.ts';
import { crossingKeys, type HeldKeys, sharedKeys } from './shared-keys.ts';

/** Columns of Facts as `factsOf` made them (never those that `complete` made), and the edges as rows. */
export interface CompleteInput {
  readonly length: number;
  readonly kind: ArrayLike<number>;
  readonly status: ArrayLike<number>;
  /** 1: an analyst said so. */
  readonly gone?: ArrayLike<number>;
  /** 1: no source lists it any more. */
  readonly missing?: ArrayLike<number>;
  readonly owner: ArrayLike<number>;
  readonly customers: ArrayLike<number>;
  readonly resources: ArrayLike<number>;
  readonly amplifies: ArrayLike<number>;
  readonly lifetime: ArrayLike<number>;
  readonly lifetimeReason: ArrayLike<number>;
  readonly lifetimeLeast: ArrayLike<number>;
  readonly exchangedTtl: ArrayLike<number>;
  readonly production: ArrayLike<number>;
  readonly builtIn: ArrayLike<number>;
  readonly createdAt: ArrayLike<number>;
  readonly registration: ArrayLike<number>;
  readonly twin: ArrayLike<number>;
  /** Codes of tenants; without them all are of one. */
  readonly tenant?: ArrayLike<number>;
  readonly keys?: HeldKeys;
  readonly edges: EdgeColumns & { readonly until?: ArrayLike<number> };
  /** 1: it exchanges tokens of one, or commands one, that is not in the inventory. */
  readonly strange?: ArrayLike<number>;
  /** Identity row and the row of a human who owns it. */
  readonly owners?: { readonly row: ArrayLike<number>; readonly human: ArrayLike<number>; readonly length?: number };
}

export interface Completed extends Beyond {
  /** The ways of a thief, of which reach was made. */
  readonly graph: Graph;
  /** Customers and resources within three hops, discounted 1, ½, ¼. */
  readonly reach: Float64Array;
  readonly amplifies: Uint8Array;
  readonly owner: Uint8Array;
  readonly crossEnvironment: Uint8Array;
  readonly sharedKey: Uint32Array;
  readonly twins: Uint32Array;
  readonly serverHome: Uint8Array;
  readonly ghost: Uint8Array;
  readonly goneHumanUntil: Float64Array;
}

/** What follows from the whole inventory and not from one record. Rows may stand in any order, edges may form cycles. */
export function complete(input: CompleteInput): Completed {
  const graph = adjacency(input.length, input.edges);
  return {
    graph,
    reach: reachIn(input, graph),
    ...lifetimesBeyond({ ...input, strange: input.strange ?? [], graph }),
    amplifies: amplifiesOf(input),
    owner: ownersOf(input),
    crossEnvironment: crossEnvironmentOf(input),
    sharedKey: sharedKeys(input.length, input.keys ?? noKeys),
    twins: twinsOf(input),
    serverHome: serverHomes({ ...input, tenant: input.tenant ?? [] }),
    ghost: ghosts(input),
    goneHumanUntil: goneHumanUntil(input),
  };
}

function reachIn({ length, customers, resources }: CompleteInput, graph: Graph): Float64Array {
  const own = Float64Array.from({ length }, (_, row) => (customers[row] ?? 0) + (resources[row] ?? 0));
  return reachOfAll(graph, own);
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

/** Whichever of its credentials it is. */
function crossEnvironmentOf({ length, keys = noKeys, production }: CompleteInput): Uint8Array {
  const crossing = crossingKeys(keys, production);
  const result = new Uint8Array(length);
  if (crossing.size === 0) return result;
  for (let at = 0; at < keys.row.length; at += 1) {
    const row = keys.row[at] ?? length;
    if (row < length && keys.opens[at] === 1 && crossing.has(keys.key[at] ?? Number.NaN)) result[row] = 1;
  }
  return result;
}

const noKeys: HeldKeys = { row: [], key: [], opens: [] };
