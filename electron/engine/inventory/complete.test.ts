import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DelegationKind } from '#shared/model/delegation.ts';
import { delegationKinds } from '#shared/model/delegation.ts';
import type { CompleteInput } from './complete.ts';
import { complete } from './complete.ts';

type Edge = readonly [from: number, kind: DelegationKind, to: number];

function input(
  customers: readonly number[],
  edges: readonly Edge[],
  values: Partial<CompleteInput> = {},
): CompleteInput {
  const zeros = customers.map(() => 0);
  return {
    length: customers.length,
    kind: zeros,
    status: zeros,
    owner: zeros.map(() => 2),
    customers,
    resources: zeros,
    amplifies: zeros,
    lifetime: zeros,
    lifetimeReason: zeros,
    lifetimeLeast: zeros,
    exchangedTtl: zeros,
    production: zeros,
    builtIn: zeros,
    createdAt: zeros,
    registration: zeros,
    twin: zeros.map(() => Number.NaN),
    edges: {
      from: edges.map(([from]) => from),
      to: edges.map(([, , to]) => to),
      kind: edges.map(([, kind]) => delegationKinds.indexOf(kind)),
    },
    ...values,
  };
}

describe('complete', () => {
  it('reaches three hops, each discounted by half', () => {
    const chain: Edge[] = [
      [0, 'spawned', 1],
      [1, 'spawned', 2],
      [2, 'spawned', 3],
    ];
    expect([...complete(input([1, 10, 100, 1000], chain)).reach]).toEqual([1 + 5 + 25, 10 + 50 + 250, 100 + 500, 1000]);
  });

  it('gains what the holder of power has, not the other way round', () => {
    expect([...complete(input([5, 40], [[1, 'secret_read', 0]])).reach]).toEqual([25, 40]);
  });

  it('counts each neighbour once and survives cycles, strangers and loops', () => {
    const edges: Edge[] = [
      [0, 'spawned', 1],
      [0, 'spawned', 1],
      [1, 'spawned', 0],
      [0, 'spawned', 0],
      [0, 'spawned', 99],
    ];
    expect([...complete(input([2, 4], edges)).reach]).toEqual([4, 5]);
  });

  it('does not depend on the order of edges', () => {
    const edge = fc.tuple(fc.nat(7), fc.constantFrom(...delegationKinds), fc.nat(9));
    fc.assert(
      fc.property(
        fc.array(edge, { maxLength: 30 }),
        fc.array(fc.nat(1000), { minLength: 8, maxLength: 8 }),
        (edges, customers) => {
          expect(complete(input(customers, [...edges].reverse()))).toEqual(complete(input(customers, edges)));
        },
      ),
    );
  });

  it('finds lines of sub-agents deeper than three hops', () => {
    const line: Edge[] = [0, 1, 2, 3].map((row): Edge => [row, 'spawned', row + 1]);
    expect([...complete(input([0, 0, 0, 0, 0], line)).amplifies]).toEqual([0, 0, 0, 0, 1]);
  });

  it('knows an owner who is disabled in the inventory', () => {
    const { owner } = complete(
      input([0, 0, 0, 0, 0], [], {
        kind: [0, 0, 0, 5, 5],
        status: [0, 0, 0, 1, 0],
        owner: [2, 3, 2, 0, 0],
        owners: { row: [0, 1, 1, 2], human: [3, 3, 4, 4] },
      }),
    );
    expect([...owner].slice(0, 3)).toEqual([1, 2, 2]);
  });

  it('sees one secret in production and elsewhere, whichever of several it is', () => {
    const keys = { row: [0, 0, 1, 2, 3, 3], key: [6, 7, 7, 8, 9, 8], opens: [1, 1, 1, 1, 1, 0] };
    const { crossEnvironment } = complete(input([0, 0, 0, 0], [], { keys, production: [1, 0, 1, 0] }));
    expect([...crossEnvironment]).toEqual([1, 1, 0, 0]);
  });
});
