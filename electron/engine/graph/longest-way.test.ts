import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { delegationKinds } from '#shared/model/delegation.ts';
import { adjacency, type Graph } from './adjacency.ts';
import { longestWays, narrowed } from './longest-way.ts';

type Edge = readonly [from: number, to: number];
const spawned = delegationKinds.indexOf('spawned');
const graphOf = (length: number, edges: readonly Edge[]): Graph =>
  narrowed(
    adjacency(length, {
      from: edges.map(([from]) => from),
      to: edges.map(([, to]) => to),
      kind: edges.map(() => spawned),
    }),
    () => true,
  );
const waysIn = (worth: readonly number[], edges: readonly Edge[], steps = 3) =>
  longestWays(graphOf(worth.length, edges), worth, { steps, strange: [] });
const rows = (way: readonly { readonly row: number }[]): number[] => way.map(({ row }) => row);

/** Every way, one by one. */
function slow(worth: readonly number[], edges: readonly Edge[], row: number, steps: number, from = -1): number {
  if (steps === 0) return 0;
  const next = new Set(edges.filter(([a, b]) => a === row && b !== row && b !== from).map(([, b]) => b));
  return Math.max(0, ...[...next].map((to) => (worth[to] || 0) + slow(worth, edges, to, steps - 1, row)));
}

const anyGraph = fc.integer({ min: 1, max: 7 }).chain((length) =>
  fc.record({
    worth: fc.array(fc.oneof(fc.integer({ min: 0, max: 50 }), fc.constant(Number.NaN)), {
      minLength: length,
      maxLength: length,
    }),
    edges: fc.array(fc.tuple(fc.nat(length - 1), fc.nat(length - 1)), { maxLength: 16 }),
  }),
);

describe('longestWays', () => {
  it('takes the longest of the ways and names its steps', () => {
    const { sum, longest } = waysIn(
      [1, 10, 2, 50, 7],
      [
        [0, 1],
        [0, 2],
        [2, 3],
        [3, 4],
      ],
    );
    expect([...sum]).toEqual([59, 0, 57, 7, 0]);
    expect(rows(longest(0))).toEqual([2, 3, 4]);
    expect(longest(4)).toEqual([]);
  });

  it('ends in circles and never turns straight back', () => {
    const { sum, longest } = waysIn(
      [5, 9],
      [
        [0, 1],
        [1, 0],
      ],
    );
    expect([...sum]).toEqual([9, 5]);
    expect(rows(longest(0))).toEqual([1]);
  });

  it('is open where something unknown lies within its steps, and shows the shortest way there', () => {
    const line: Edge[] = [0, 1, 2, 3].map((row): Edge => [row, row + 1]);
    const { sum, open, toUnknown } = waysIn([1, 2, 3, Number.NaN, 5], line);
    expect([...open]).toEqual([1, 1, 1, 0, 0]);
    expect(sum[0]).toBe(5);
    expect(rows(toUnknown(0))).toEqual([1, 2, 3]);
    expect([...waysIn([1, 2, 3, Number.NaN, 5], line, 2).open]).toEqual([0, 1, 1, 0, 0]);
  });

  it('is open where an edge leads out of what is known', () => {
    const graph = graphOf(3, [
      [0, 1],
      [1, 2],
    ]);
    const { open, toUnknown } = longestWays(graph, [1, 1, 1], { steps: 3, strange: [0, 1, 0] });
    expect([...open]).toEqual([1, 1, 0]);
    expect([rows(toUnknown(0)), toUnknown(1)]).toEqual([[1], []]);
  });

  it('equals the ways counted one by one, in whatever order the edges come', () => {
    fc.assert(
      fc.property(anyGraph, fc.integer({ min: 0, max: 4 }), ({ worth, edges }, steps) => {
        const { sum, longest } = waysIn(worth, edges, steps);
        expect([...waysIn(worth, edges.toReversed(), steps).sum]).toEqual([...sum]);
        for (let row = 0; row < worth.length; row += 1) {
          expect(sum[row]).toBe(slow(worth, edges, row, steps));
          expect(longest(row).reduce((total, step) => total + (worth[step.row] || 0), 0)).toBe(sum[row]);
        }
      }),
      { seed: 8693, numRuns: 300 },
    );
  });
});
