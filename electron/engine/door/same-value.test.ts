import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sameValue } from './same-value.ts';

it('says of a clone that it is the same', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => sameValue(value, structuredClone(value))),
    { seed: 1 },
  );
});

it('agrees with JSON on whether two values differ', () => {
  const value = fc
    .jsonValue({ maxDepth: 2, noUnicodeString: true } as object)
    .map((each) => JSON.parse(JSON.stringify(each)) as unknown);
  fc.assert(
    fc.property(value, value, (a, b) => {
      // Members in another order are the same value but another text: only equal texts say something for sure.
      if (JSON.stringify(a) === JSON.stringify(b)) expect(sameValue(a, b)).toBe(true);
      else if (sameValue(a, b)) expect(Object.keys(Object(a)).sort()).toEqual(Object.keys(Object(b)).sort());
    }),
    { seed: 2 },
  );
});

it('compares typed arrays item by item', () => {
  expect(sameValue(new Uint8Array([1, 2]), new Uint8Array([1, 2]))).toBe(true);
  expect(sameValue(new Uint8Array([1, 2]), new Uint8Array([1, 3]))).toBe(false);
  expect(sameValue(new Uint8Array([1]), new Uint16Array([1]))).toBe(false);
  expect(sameValue(new Float64Array([Number.NaN]), new Float64Array([Number.NaN]))).toBe(true);
  expect(sameValue([1], { 0: 1, length: 1 })).toBe(false);
});
