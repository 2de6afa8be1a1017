import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distributionTitle, scatterTitle, scoreLine, uncertainWords } from './sentences.ts';

const none = { critical: 0, high: 0, medium: 0, low: 0, minimal: 0 };

describe('titles', () => {
  it.each([
    [{ ...none, critical: 12, high: 40 }, '12 of 1,482 identities are critical, 40 high'],
    [{ ...none, critical: 1 }, '1 of 1,482 identities is critical'],
    [{ ...none, high: 3 }, 'None of 1,482 identities is critical, 3 are high'],
    [none, 'None of 1,482 identities scores 60 or more'],
  ])('%j', (bands, title) => {
    expect(distributionTitle({ total: 1482, bands })).toBe(title);
  });
  it('says how much is uncertain', () => {
    expect(uncertainWords({ uncertain: 0, total: 9 })).toBe('Every score rests on at least 60% of its facts.');
    expect(uncertainWords({ uncertain: 3, total: 12 })).toContain('3 (25%)');
  });
  it('counts the upper right quarter', () => {
    const cell = { count: 4, band: 'high', top: { id: 'idn_aaaaaaaaaaaaaaaa', name: 'x', score: 70 } } as const;
    expect(
      scatterTitle({
        total: 10,
        scatter: [
          { ...cell, power: [60, 64], exposure: [48, 52] },
          { ...cell, power: [60, 64], exposure: [20, 24] },
        ],
      }),
    ).toBe('4 of 10 identities are both powerful and exposed');
  });
});

it('draws lines of equal score inside the square', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99 }), (score) => {
      for (const { x, y } of scoreLine(score)) {
        expect(0.6 * x + 0.4 * y).toBeCloseTo(score, 6);
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(-1e-9);
        expect(Math.max(x, y)).toBeLessThanOrEqual(100 + 1e-9);
      }
    }),
  );
});
