import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharedKeys } from './shared-keys.ts';

describe('a shared key', () => {
  it('counts every other identity once, however many keys they share', () => {
    expect([...sharedKeys(4, { row: [0, 0, 1, 1, 2, 2], key: [1, 2, 1, 2, 2, 3] })]).toEqual([2, 2, 2, 0]);
  });

  it('of one identity alone is none, and rows beyond the inventory are passed over', () => {
    expect([...sharedKeys(2, { row: [0, 0, 7], key: [1, 1, 1] })]).toEqual([0, 0]);
  });

  it('of very many costs no more than they are', () => {
    // Each pair of neighbours shares another one, so that no two sets of keys are the same.
    const many = 20_000;
    const row = Array.from({ length: many * 2 }, (_, at) => at >> 1);
    const key = row.map((each, at) => (at % 2 === 0 ? 1 : 2 + (each >> 1)));
    expect(new Set(sharedKeys(many, { row, key }))).toEqual(new Set([many - 1]));
  });

  it('is seen from both sides', () => {
    const held = fc.array(fc.tuple(fc.nat(5), fc.nat(4)), { maxLength: 20 });
    fc.assert(
      fc.property(held, (pairs) => {
        const keysOf = (row: number) => new Set(pairs.filter(([each]) => each === row).map(([, key]) => key));
        const counts = sharedKeys(6, { row: pairs.map(([row]) => row), key: pairs.map(([, key]) => key) });
        for (let row = 0; row < 6; row++) {
          const others = [0, 1, 2, 3, 4, 5].filter(
            (other) => other !== row && [...keysOf(row)].some((key) => keysOf(other).has(key)),
          );
          expect(counts[row]).toBe(others.length);
        }
      }),
      { seed: 9 },
    );
  });
});
