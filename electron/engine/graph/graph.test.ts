import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DelegationKind, delegationKinds } from '#shared/model/delegation.ts';
import { adjacency, moves } from './adjacency.ts';
import { reachOf, reachOfAll, scoredHops } from './reach.ts';
import { noEdge, pathTo, walk } from './walk.ts';

type Edge = readonly [from: number, kind: DelegationKind, to: number];

const columns = (edges: readonly Edge[]) => ({
  from: edges.map(([from]) => from),
  to: edges.map(([, , to]) => to),
  kind: edges.map(([, kind]) => delegationKinds.indexOf(kind)),
});

/** By definition: sets of rows, one hop after the other. */
function naive(length: number, edges: readonly Edge[], origin: number, hops: number): Set<number>[] {
  const seen = new Set([origin]);
  const levels = [new Set([origin])];
  while (levels.length < hops) {
    const next = new Set<number>();
    for (const [from, kind, to] of edges) {
      const [at, goes] = moves[kind] === 'forward' ? [from, to] : [to, from];
      if (goes < length && levels.at(-1)?.has(at) && !seen.has(goes)) next.add(goes);
    }
    if (next.size === 0) break;
    for (const row of next) seen.add(row);
    levels.push(next);
  }
  return levels;
}

const rows = 12;
const edge = fc.tuple(fc.nat(rows - 1), fc.constantFrom(...delegationKinds), fc.nat(rows + 1));
const anyEdges = fc.array(edge, { maxLength: 60 });
const anyOwn = fc.array(fc.nat(1000), { minLength: rows, maxLength: rows });
const seeded = { seed: 5, numRuns: 300 };

describe('walk', () => {
  it('reaches what a naive walk reaches, at the same hop, and ends on cycles', () => {
    fc.assert(
      fc.property(anyEdges, fc.nat(rows - 1), fc.integer({ min: 1, max: 20 }), (edges, origin, hops) => {
        const { rows: reached, levels } = walk(adjacency(rows, columns(edges)), origin, { hops });
        const found = levels.slice(0, -1).map((from, hop) => new Set(reached.subarray(from, levels[hop + 1])));
        expect(found).toEqual(naive(rows, edges, origin, hops));
      }),
      seeded,
    );
  });

  it('gives the same bytes whatever the order of edges', () => {
    fc.assert(
      fc.property(
        anyEdges.chain((edges) =>
          fc.tuple(fc.constant(edges), fc.shuffledSubarray(edges, { minLength: edges.length })),
        ),
        fc.nat(rows - 1),
        ([edges, shuffled], origin) => {
          const of = (list: readonly Edge[]) =>
            walk(adjacency(rows, columns(list)), origin, { hops: Number.POSITIVE_INFINITY });
          expect(of(shuffled)).toEqual(of(edges));
        },
      ),
      seeded,
    );
  });

  it('names an edge that exists for every row but the origin', () => {
    fc.assert(
      fc.property(anyEdges, fc.nat(rows - 1), (edges, origin) => {
        const graph = adjacency(rows, columns(edges));
        const { rows: reached, via, edge: led } = walk(graph, origin, { hops: Number.POSITIVE_INFINITY });
        expect(led[0]).toBe(noEdge);
        for (let at = 1; at < reached.length; at += 1) {
          const kind = delegationKinds[led[at] ?? 0];
          const [one, other] = [reached[via[at] ?? 0], reached[at]];
          const [from, to] = kind && moves[kind] === 'forward' ? [one, other] : [other, one];
          expect(edges.some((given) => given[0] === from && given[1] === kind && given[2] === to)).toBe(true);
          expect(pathTo({ via }, at)[0]).toBe(0);
        }
      }),
      seeded,
    );
  });

  it('reaches no more with an obstacle than without', () => {
    fc.assert(
      fc.property(
        anyEdges,
        fc.constantFrom(...delegationKinds),
        fc.integer({ min: 1, max: rows - 1 }),
        (edges, kind, row) => {
          const graph = adjacency(rows, columns(edges));
          const all = new Set(walk(graph, 0, { hops: 9 }).rows);
          const kinds = delegationKinds.map((each) => (each === kind ? 1 : 0));
          const closed = new Uint8Array(rows);
          closed[row] = 1;
          const left = walk(graph, 0, { hops: 9, kinds, rows: closed });
          expect([...left.rows].every((each) => all.has(each) && each !== row)).toBe(true);
          expect([...left.edge]).not.toContain(delegationKinds.indexOf(kind));
        },
      ),
      seeded,
    );
  });

  it('puts the rows of a hop into the order that is asked for', () => {
    const edges: Edge[] = [1, 2, 3].map((to): Edge => [0, 'spawned', to]);
    const { rows: reached } = walk(adjacency(4, columns(edges)), 0, { hops: 2, order: (hop) => void hop.reverse() });
    expect([...reached]).toEqual([0, 3, 2, 1]);
  });
});

describe('reach', () => {
  it('is for all rows at once what each walk counts', () => {
    fc.assert(
      fc.property(anyEdges, anyOwn, (edges, own) => {
        const graph = adjacency(rows, columns(edges));
        const each = own.map((_, row) => reachOf(walk(graph, row, { hops: scoredHops }), own));
        expect([...reachOfAll(graph, own)]).toEqual(each);
      }),
      seeded,
    );
  });

  it('is the same around hubs, where rows are worked out together', () => {
    const size = 1500;
    const edges: Edge[] = [];
    for (let row = 3; row < size; row += 1) {
      for (let hub = 0; hub < 3; hub += 1) {
        // Some lead to all three hubs, some to two; hubs lead back to most.
        if (hub !== row % 4) edges.push([hub, 'acts_for', row]);
        if (row % 5 !== 0) edges.push([row, 'secret_read', hub]);
      }
    }
    const own = Array.from({ length: size }, (_, row) => (row * 7) % 11);
    const graph = adjacency(size, columns(edges));
    const each = own.map((_, row) => reachOf(walk(graph, row, { hops: scoredHops }), own));
    expect([...reachOfAll(graph, own)]).toEqual(each);
  });

  it('ends soon with a million edges on one row', () => {
    const leaves = 500_000;
    const length = leaves + 1;
    const from = new Uint32Array(2 * leaves);
    const to = new Uint32Array(2 * leaves);
    for (let leaf = 0; leaf < leaves; leaf += 1) {
      to[leaf] = leaf + 1;
      from[leaves + leaf] = leaf + 1;
    }
    const kind = new Uint8Array(2 * leaves).fill(delegationKinds.indexOf('spawned'));
    const own = new Uint8Array(length).fill(1);
    const reach = reachOfAll(adjacency(length, { from, to, kind }), own);
    expect(reach[0]).toBe(1 + leaves / 2);
    expect(reach[leaves]).toBe(1 + 1 / 2 + (leaves - 1) / 4);
  });
});
