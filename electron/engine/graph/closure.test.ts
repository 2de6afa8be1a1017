import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { delegationKinds } from '#shared/model/delegation.ts';
import { adjacency, type EdgeColumns, type Graph } from './adjacency.ts';
import { type Closure, closureOf } from './closure.ts';
import { componentsOf } from './components.ts';
import { walk } from './walk.ts';

const spawned = delegationKinds.indexOf('spawned');

const edgesOf = (pairs: readonly (readonly [number, number])[]): EdgeColumns => ({
  from: pairs.map(([from]) => from),
  to: pairs.map(([, to]) => to),
  kind: pairs.map(() => spawned),
});

function finished(graph: Graph, own: ArrayLike<number>): { closure: Closure; shares: number[] } {
  const shares: number[] = [];
  const run = closureOf(graph, own);
  for (;;) {
    const { value, done } = run.next();
    if (done === true) return { closure: value, shares };
    shares.push(value);
  }
}

/** By definition: one walk each. */
function oneByOne(graph: Graph, own: readonly number[]): { identities: number[]; weight: number[] } {
  const reached = Array.from({ length: graph.length }, (_, row) => [
    ...walk(graph, row, { hops: Number.POSITIVE_INFINITY }).rows,
  ]);
  return {
    identities: reached.map((rows) => rows.length),
    weight: reached.map((rows) => rows.reduce((sum, row) => sum + (own[row] ?? 0), 0)),
  };
}

function expectSame(length: number, pairs: readonly (readonly [number, number])[], own: readonly number[]): void {
  const graph = adjacency(length, edgesOf(pairs));
  const { closure } = finished(graph, own);
  expect({ identities: [...closure.identities], weight: [...closure.weight] }).toEqual(oneByOne(graph, own));
}

describe('closureOf', () => {
  it('reaches what one walk each reaches, on any graph', () => {
    const rows = 14;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(rows - 1), fc.nat(rows - 1)), { maxLength: 40 }),
        fc.array(fc.nat(1000), { minLength: rows, maxLength: rows }),
        (pairs, own) => expectSame(rows, pairs, own),
      ),
      { seed: 5, numRuns: 400 },
    );
  });

  it('carries sets over the edge of a block of targets', () => {
    const rows = 700;
    const chance = fc.sample(fc.tuple(fc.nat(rows - 1), fc.nat(rows - 1)), { seed: 5, numRuns: 500 });
    expectSame(
      rows,
      chance,
      Array.from({ length: rows }, (_, row) => row % 7),
    );
  });

  it('takes a chain as long as an inventory, and one cycle of all', () => {
    const rows = 20_000;
    const chain = Array.from({ length: rows - 1 }, (_, row) => [row, row + 1] as const);
    const own = new Uint8Array(rows).fill(1);
    const { closure, shares } = finished(adjacency(rows, edgesOf(chain)), own);
    expect(closure.identities[0]).toBe(rows);
    expect(closure.weight[rows - 1]).toBe(1);
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    const cycle = finished(adjacency(rows, edgesOf([...chain, [rows - 1, 0]])), own);
    expect(new Set(cycle.closure.identities)).toEqual(new Set([rows]));
    expect(cycle.shares).toEqual([0, 1]);
  });

  it('has nothing to do for an empty inventory', () => {
    expect(finished(adjacency(0, edgesOf([])), []).shares).toEqual([0]);
  });
});

it('stops every so many ways, also amid a set of targets that all are asked about', () => {
  const [rows, each] = [20_000, 8];
  const pairs = Array.from({ length: rows * each }, (_, at): readonly [number, number] => {
    const from = Math.floor(at / each);
    return [from, Math.min(rows - 1, from + 1 + (at % each))];
  });
  const { shares } = finished(adjacency(rows, edgesOf(pairs)), new Float64Array(rows).fill(1));
  const [sets, ways] = [Math.ceil(rows / 256), rows * each];
  // Each set looks at all ways above it: half of them on the whole.
  expect(shares.length).toBeGreaterThan((sets * ways) / 2 / 40_000);
  expect(shares).toEqual(shares.toSorted((one, other) => one - other));
});

function toTheEnd<T>(run: Generator<unknown, T>): T {
  for (;;) {
    const { value, done } = run.next();
    if (done === true) return value;
  }
}

describe('componentsOf', () => {
  it('numbers them so that ways lead down, each once', () => {
    const pairs = fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 40 });
    fc.assert(
      fc.property(pairs, (edges) => {
        const { count, start, target } = toTheEnd(componentsOf(adjacency(10, edgesOf(edges))));
        for (let at = 0; at < count; at += 1) {
          const ways = [...target.subarray(start[at], start[at + 1])];
          expect(new Set(ways).size).toBe(ways.length);
          expect(ways.every((next) => next < at)).toBe(true);
        }
      }),
      { seed: 5, numRuns: 300 },
    );
  });
});
