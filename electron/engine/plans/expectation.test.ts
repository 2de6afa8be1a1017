import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changed, newSecret } from '#engine/connectors/connector.ts';
import type { Json } from '#shared/model/json.ts';
import { differences, isAsExpected, makesSecret } from './expectation.ts';

const json: fc.Arbitrary<Json> = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>;

describe('isAsExpected', () => {
  it('takes what is equal, in any order of members', () => {
    expect(isAsExpected({ a: 1, b: [1] }, { b: [1], a: 1 }, null)).toBe(true);
    expect(isAsExpected({ a: [1, 2] }, { a: [2, 1] }, null)).toBe(false);
    expect(isAsExpected(null, null, { a: 1 })).toBe(true);
  });

  it('asks members that nobody spoke of to be there and as they were', () => {
    expect(isAsExpected({ a: 1 }, { a: 1, b: 2 }, null)).toBe(false);
    expect(isAsExpected({ a: 1, b: 2 }, { a: 1 }, null)).toBe(false);
  });

  it.each([changed, newSecret])('wants %s to differ from before', (mark) => {
    expect(isAsExpected({ at: mark }, { at: 2 }, { at: 1 })).toBe(true);
    expect(isAsExpected({ at: mark }, { at: 1 }, { at: 1 })).toBe(false);
    expect(isAsExpected({ at: mark }, { at: 1 }, null)).toBe(true);
    expect(isAsExpected({ at: mark }, { at: null }, { at: null })).toBe(false);
    expect(isAsExpected({ a: { at: mark } }, { a: { at: 2 } }, { a: { at: 1 } })).toBe(true);
  });

  it('every value is as itself, and names no difference to itself', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(isAsExpected(value, value, null)).toBe(true);
        expect(differences(value, value)).toEqual([]);
      }),
      { numRuns: 300, seed: 3 },
    );
  });

  it('no two different values are as each other', () => {
    fc.assert(
      fc.property(json, json, (one, other) => {
        fc.pre(JSON.stringify(one) !== JSON.stringify(other));
        if (!isAsExpected(one, other, null)) expect(differences(one, other).length).toBeGreaterThan(0);
      }),
      { numRuns: 300, seed: 3 },
    );
  });
});

it('differences names members by their path, a few of them', () => {
  expect(differences({ a: { b: 1, c: 2 }, d: 3 }, { a: { b: 9, c: 2 }, e: 4 })).toEqual(['a.b', 'd', 'e']);
  const many = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`m${index}`, index]));
  expect(differences(many, {})).toHaveLength(5);
});

it('makesSecret tells a new secret from any other change', () => {
  expect([makesSecret({ a: { b: newSecret } }), makesSecret({ a: changed }), makesSecret(null)]).toEqual([
    true,
    false,
    false,
  ]);
});
