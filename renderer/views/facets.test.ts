import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toggled } from './facets.tsx';

const all = ['a', 'b', 'c'];

describe('toggled', () => {
  it('takes one away, and brings it back to no restriction at all', () => {
    expect(toggled([], 'b', all, false)).toEqual(['a', 'c']);
    expect(toggled(['a', 'c'], 'b', all, false)).toEqual([]);
    expect(toggled(['a'], 'a', all, false)).toEqual([]);
  });

  it('leaves only one, and all again', () => {
    expect(toggled([], 'b', all, true)).toEqual(['b']);
    expect(toggled(['b'], 'b', all, true)).toEqual([]);
  });

  it('undoes itself', () => {
    fc.assert(
      fc.property(fc.subarray(all, { minLength: 1, maxLength: 2 }), fc.constantFrom(...all), (chosen, value) => {
        const once = toggled(chosen, value, all, false);
        fc.pre(once.length > 0);
        expect(toggled(once, value, all, false).sort()).toEqual([...chosen].sort());
      }),
    );
  });
});
