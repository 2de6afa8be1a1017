import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuzzyMatch } from './fuzzy.ts';

describe('fuzzyMatch', () => {
  it('finds letters in order and says where', () => {
    expect(fuzzyMatch('View: Command Palette…', 'cpal')?.hits).toEqual([6, 14, 15, 16]);
    expect(fuzzyMatch('Inventory', 'xyz')).toBeNull();
  });

  it('puts whole words before scattered letters', () => {
    const score = (text: string): number => fuzzyMatch(text, 'audit')?.score ?? Number.NEGATIVE_INFINITY;
    expect(score('View: Show Audit')).toBeGreaterThan(score('A unit district'));
  });

  it('hits exactly the letters of the query', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z ]{0,20}$/), fc.stringMatching(/^[a-z]{0,5}$/), (text, query) => {
        const match = fuzzyMatch(text, query);
        if (match !== null) expect(match.hits.map((at) => text[at]).join('')).toBe(query);
        else expect(text.includes(query)).toBe(false);
      }),
    );
  });
});
