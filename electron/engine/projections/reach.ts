import { type Graph, moves } from '#engine/graph/adjacency.ts';
import { attenuate, type ScopeSet } from '#engine/graph/attenuate.ts';
import { discountOf, reachOf, scoredHops } from '#engine/graph/reach.ts';
import { noEdge, type Obstacles, pathTo, type Walk, walk } from '#engine/graph/walk.ts';
import type { CallOutput, WatchView } from '#shared/contract/contract.ts';
import type { ReachRow, Theft } from '#shared/contract/reach.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type DelegationKind, delegationKinds } from '#shared/model/delegation.ts';
import { type Identity, identityKinds, identityStatuses } from '#shared/model/identity.ts';
import { scopesOfEdge } from './chains.ts';
import type { IdentityColumns } from './picture.ts';
import { ownReach } from './reach-ranking.ts';

type View = NonNullable<WatchView<'reach.view'>>;
type Run = View['before'];

export interface ReachSource {
  readonly identities: IdentityColumns;
  readonly graph: Graph;
  identity(row: number): Identity;
  /** The score that a row would have with another reach; null for humans. */
  scoreWith(row: number, reach: number): number | null;
}

/** One credential stolen, before and after a fix. */
export interface Rehearsal {
  readonly origin: number;
  readonly before: Walk;
  /** null: nothing is taken away. */
  readonly after: Walk | null;
  readonly own: Float64Array;
  /** As the score counts it, over the hops that count whatever is looked at; null: nothing is taken away. */
  readonly scored: { readonly before: number; readonly after: number | null };
  /** 1 at positions of `before` that the fix puts out of reach. */
  readonly lost: Uint8Array;
}

const human = identityKinds.indexOf('human');

/** null: there is no such identity. */
export function rehearse({ identities, graph }: ReachSource, theft: Theft): Rehearsal | null {
  const origin = identities.rowOf(theft.identity);
  if (origin === undefined) return null;
  const own = Float64Array.from({ length: identities.length }, (_, row) => ownReach(identities, row));
  const order = (rows: Uint32Array): void =>
    void rows.sort((a, b) => (own[b] ?? 0) - (own[a] ?? 0) || (identities.id(a) < identities.id(b) ? -1 : 1));
  const hops = theft.hops ?? Number.POSITIVE_INFINITY;
  const before = walk(graph, origin, { hops, order });
  const { kinds, identities: closed } = theft.without;
  const lost = new Uint8Array(before.rows.length);
  const reachWith = (obstacles: Obstacles): number =>
    reachOf(walk(graph, origin, { hops: scoredHops, ...obstacles }), own);
  const scored = { before: reachWith({}), after: null };
  if (kinds.length === 0 && closed.length === 0) return { origin, before, after: null, own, scored, lost };
  const obstacles = obstaclesOf(identities, theft);
  const after = walk(graph, origin, { hops, order, ...obstacles });
  const left = new Uint8Array(identities.length);
  for (const row of after.rows) left[row] = 1;
  before.rows.forEach((row, position) => {
    lost[position] = left[row] === 1 ? 0 : 1;
  });
  return { origin, before, after, own, scored: { ...scored, after: reachWith(obstacles) }, lost };
}

const numberAt = (column: ArrayLike<number>, row: number): number => column[row] || 0;

function obstaclesOf(identities: IdentityColumns, { identity, without }: Theft): Obstacles {
  const rows = new Uint8Array(identities.length);
  for (const id of without.identities) {
    const row = identities.rowOf(id);
    if (row !== undefined && id !== identity) rows[row] = 1;
  }
  return { rows, kinds: delegationKinds.map((kind) => (without.kinds.includes(kind) ? 1 : 0)) };
}

export function reachView(source: ReachSource, theft: Theft, rehearsal: Rehearsal): View {
  const { identities } = source;
  const { origin, before, after, lost } = rehearsal;
  const led = new Map<DelegationKind, number>();
  for (const code of before.edge) {
    const kind = delegationKinds[code];
    if (kind !== undefined) led.set(kind, (led.get(kind) ?? 0) + 1);
  }
  const hop = new Uint16Array(before.rows.length);
  before.levels.forEach((from, level) => {
    hop.fill(level + 1, from);
  });
  return {
    identity: { id: identities.id(origin), name: identities.name(origin), kind: kindAt(identities, origin) },
    before: runOf(source, origin, before, rehearsal.scored.before),
    after: after === null ? null : runOf(source, origin, after, rehearsal.scored.after ?? 0),
    edges: delegationKinds.flatMap((kind) => {
      const count = led.get(kind);
      return count === undefined ? [] : [{ kind, identities: count }];
    }),
    removed: theft.without.identities.flatMap((id) => {
      const row = identities.rowOf(id);
      return row === undefined ? [] : [{ id, name: identities.name(row) }];
    }),
    nodes: {
      hop,
      kind: Uint8Array.from(before.rows, (row) => identities.kind[row] ?? 0),
      via: before.via.slice(),
      weight: Float64Array.from(before.rows, (row) => rehearsal.own[row] ?? 0),
      lost: lost.slice(),
    },
  };
}

const kindAt = (identities: IdentityColumns, row: number): View['identity']['kind'] =>
  identityKinds[identities.kind[row] ?? -1] ?? 'oauth_client';

function runOf({ identities, scoreWith }: ReachSource, origin: number, { rows, levels }: Walk, reach: number): Run {
  const hops = levels.slice(0, -1).map((from, level) => ({
    ...sumOf(identities, rows.subarray(from, levels[level + 1])),
    discount: discountOf(level + 1),
  }));
  return { ...sumOf(identities, rows), reach, score: scoreWith(origin, reach), hops };
}

function sumOf(identities: IdentityColumns, rows: Uint32Array) {
  const sum = { identities: rows.length, people: 0, customers: 0, resources: 0 };
  for (const row of rows) {
    if (identities.kind[row] === human) sum.people += 1;
    sum.customers += numberAt(identities.customers, row);
    sum.resources += numberAt(identities.resources, row);
  }
  return sum;
}

export function reachRows(
  { identities }: ReachSource,
  { before, lost }: Rehearsal,
  { first, count }: { readonly first: number; readonly count: number },
): WatchView<'reach.rows'> {
  const total = before.rows.length;
  const from = Math.min(first, total);
  const rows: ReachRow[] = [];
  for (let position = from; position < Math.min(total, from + count); position += 1) {
    const row = before.rows[position] ?? 0;
    const via = before.rows[before.via[position] ?? 0] ?? 0;
    const edge = before.edge[position] ?? noEdge;
    rows.push({
      position,
      hop: before.levels.findLastIndex((level, at) => level <= position && at < before.levels.length - 1) + 1,
      id: identities.id(row),
      name: identities.name(row),
      kind: kindAt(identities, row),
      status: identityStatuses[identities.status[row] ?? 0] ?? 'active',
      tenant: identities.tenantName(identities.tenantId(row)),
      customers: numberAt(identities.customers, row),
      resources: numberAt(identities.resources, row),
      edge: delegationKinds[edge] ?? null,
      via: position === 0 ? null : { id: identities.id(via), name: identities.name(via) },
      lost: lost[position] === 1,
    });
  }
  return { total, first: from, rows };
}

/** Refuses with identity.absent where the thief does not come to the target. */
export function reachWay(
  { identities, identity }: ReachSource,
  { before }: Rehearsal,
  target: string,
): CallOutput<'reach.way'> {
  const row = identities.rowOf(target);
  const position = row === undefined ? -1 : before.rows.indexOf(row);
  if (position < 0) throw new AppError('identity.absent', 'The thief does not come to this identity.');
  const way = pathTo(before, position).map((at) => ({
    row: before.rows[at] ?? 0,
    kind: delegationKinds[before.edge[at] ?? noEdge] ?? null,
  }));
  const records = way.map((step) => identity(step.row));
  const steps = way.slice(1).flatMap(({ kind }, at) => {
    const [here, next] = [records[at], records[at + 1]];
    if (kind === null || here === undefined || next === undefined) return [];
    const [from, to] = moves[kind] === 'forward' ? [here, next] : [next, here];
    const named = scopesOfEdge([to, from], to.grants, { from: from.id, to: to.id, kind });
    return [{ kind, edge: named.length === 0 ? null : new Set(named), held: heldBy(next) }];
  });
  const origin = records[0] === undefined ? null : heldBy(records[0]);
  const narrowed = [{ effective: origin, beyond: new Set<string>(), takesOver: false }, ...attenuate(origin, steps)];
  return {
    steps: way.map(({ row: at, kind }, index) => {
      const { effective = null, beyond = [], takesOver = false } = narrowed[index] ?? {};
      return {
        id: identities.id(at),
        name: identities.name(at),
        kind: kindAt(identities, at),
        edge: kind,
        effective: effective === null ? null : [...effective].sort(),
        beyond: [...beyond].sort(),
        takesOver,
      };
    }),
  };
}

/** Without a grant on record nobody says what it may do. */
function heldBy({ grants }: Identity): ScopeSet {
  const scopes = grants.flatMap((grant) => grant.scopes.map(({ name }) => name));
  return scopes.length === 0 ? null : new Set(scopes);
}
