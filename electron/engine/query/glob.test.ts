import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileGlob, globOf } from './glob.ts';

describe('compileGlob', () => {
  it.each([
    ['orders', 'Orders', true],
    ['orders', 'orders.read', false],
    ['orders*', 'orders', true],
    ['*:admin', 'orders:admin', true],
    ['*:admin', 'orders:admin2', false],
    ['*dmi*', 'ADMIN', true],
    ['a*a', 'a', false],
    ['a*b*c', 'a-c-b-c', true],
    ['a*bb*b', 'abb', false],
    ['\\*', '*', true],
    ['\\*', 'x', false],
    ['a\\\\b', 'a\\b', true],
    ['**', '', true],
    ['', '', true],
  ])('%s on %s: %s', (pattern, text, expected) => {
    expect(compileGlob(pattern)(text)).toBe(expected);
  });

  it('matches its own text and nothing else when escaped', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'B', '*', '\\', '.'), maxLength: 6 });
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(compileGlob(globOf(one))(other)).toBe(one.toLowerCase() === other.toLowerCase());
      }),
      { seed: 53 },
    );
  });

  it('is what a regular expression says', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 7 });
    fc.assert(
      fc.property(letters, fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 }), (pattern, text) => {
        expect(compileGlob(pattern)(text)).toBe(new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(text));
      }),
      { seed: 54, numRuns: 2000 },
    );
  });
});
