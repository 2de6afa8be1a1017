import { type Delegation, type DelegationKind, delegationKinds } from '#shared/model/delegation.ts';
import { identityKinds } from '#shared/model/identity.ts';
import type { IdentityId } from '#shared/model/ids.ts';

/** Edges by row: who may act with whose power. */
export interface EdgeColumns {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** Index into delegationKinds. */
  readonly kind: Uint8Array;
}

export interface Link {
  readonly id: IdentityId;
  /** What travels to this link from the one before; empty on the first. */
  readonly scopes: string[];
  /** Kind of the edge that leads here; empty on the first. */
  readonly edge: string;
}

interface ChainSource {
  readonly edges: EdgeColumns;
  readonly length: number;
  readonly kind: ArrayLike<number>;
  id(row: number): IdentityId;
  /** Delegations and grants as the records of both ends say them; read from the disk for the few rows of a chain. */
  scopesBetween(from: number, to: number, kind: DelegationKind): string[];
}

const deepest = 8;
const mostChains = 12;
const human = identityKinds.indexOf('human');
const drawn: ReadonlySet<DelegationKind> = new Set(['acts_for', 'spawned', 'may_exchange', 'may_act', 'impersonate']);

/** Chains through one identity, each from a human or another root down to its last sub-agent. Cycles end where they close. */
export function chainsThrough(source: ChainSource, row: number): Link[][] {
  const up = neighbours(source, row, 'up');
  const down = neighbours(source, row, 'down');
  const heads = up.length > 0 ? up : [[row]];
  const tails = down.length > 0 ? down : [[row]];
  const chains: Link[][] = [];
  for (const head of heads) {
    for (const tail of tails) {
      if (chains.length === mostChains) return chains;
      const rows = [...head.toReversed(), ...tail.slice(1).filter((next) => !head.includes(next))].slice(0, deepest);
      if (rows.length > 1) chains.push(rows.map((at, index) => linkOf(source, rows[index - 1], at)));
    }
  }
  return chains;
}

/** Ways from the row to an end, the row itself first. Humans are where a way upwards ends. */
function neighbours(source: ChainSource, row: number, direction: 'up' | 'down'): number[][] {
  const { edges, kind } = source;
  const [near, far] = direction === 'up' ? [edges.to, edges.from] : [edges.from, edges.to];
  const ways: number[][] = [];
  const walk = (way: number[]): void => {
    if (ways.length >= mostChains) return;
    const last = way.at(-1) ?? row;
    const ends = direction === 'up' && kind[last] === human;
    const next = new Set<number>();
    if (!ends && way.length < deepest) {
      for (let edge = 0; edge < near.length; edge += 1) {
        const other = far[edge] ?? 0;
        const edgeKind = delegationKinds[edges.kind[edge] ?? 0];
        if (near[edge] !== last || edgeKind === undefined || !drawn.has(edgeKind) || way.includes(other)) continue;
        // Downwards a human leads to everything that acts for people; a chain goes on through agents only.
        if (direction === 'down' && kind[other] === human) continue;
        next.add(other);
      }
    }
    if (next.size === 0) {
      if (way.length > 1) ways.push(way);
      return;
    }
    for (const other of next) walk([...way, other]);
  };
  walk([row]);
  return ways;
}

function linkOf(source: ChainSource, before: number | undefined, row: number): Link {
  if (before === undefined) return { id: source.id(row), scopes: [], edge: '' };
  const { edges } = source;
  for (let edge = 0; edge < edges.from.length; edge += 1) {
    if (edges.from[edge] !== before || edges.to[edge] !== row) continue;
    const kind = delegationKinds[edges.kind[edge] ?? 0];
    if (kind === undefined || !drawn.has(kind)) continue;
    return { id: source.id(row), scopes: source.scopesBetween(before, row, kind), edge: kind };
  }
  return { id: source.id(row), scopes: [], edge: '' };
}

/** What an edge carries: what its record says, else what the holder's grants on behalf of the other end name. */
export function scopesOfEdge(
  holders: readonly { readonly delegations: readonly Delegation[] }[],
  grants: readonly { readonly onBehalfOf: IdentityId | null; readonly scopes: readonly { readonly name: string }[] }[],
  edge: { readonly from: IdentityId; readonly to: IdentityId; readonly kind: DelegationKind },
): string[] {
  const said = holders.flatMap(({ delegations }) =>
    delegations.filter(({ from, to, kind }) => from === edge.from && to === edge.to && kind === edge.kind),
  );
  const scopes = said.flatMap((delegation) => delegation.scopes);
  const granted =
    edge.kind === 'acts_for'
      ? grants
          .filter((grant) => grant.onBehalfOf === edge.from)
          .flatMap((grant) => grant.scopes.map(({ name }) => name))
      : [];
  return [...new Set(scopes.length > 0 ? scopes : granted)];
}
