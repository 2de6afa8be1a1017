import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { between, holding, isWhole, panned, type TimeWindow, zoomed } from './time-window.ts';

const span: TimeWindow = { from: 1_000_000, to: 2_000_000 };
const windows = fc
  .tuple(fc.integer({ min: 1_000_000, max: 1_990_000 }), fc.integer({ min: 1000, max: 1_000_000 }))
  .map(([from, length]) => ({ from, to: Math.min(span.to, from + length) }));

describe('time window', () => {
  it('never leaves the span', () => {
    fc.assert(
      fc.property(
        windows,
        fc.integer({ min: -3_000_000, max: 3_000_000 }),
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        (window, by, factor) => {
          const anchor = (window.from + window.to) / 2;
          const results = [
            panned(window, span, by),
            zoomed(window, span, anchor, factor),
            holding(window, span, 1_000_000 + Math.abs(by % 1_000_000)),
            between(window.from, window.to + by, span),
          ];
          for (const { from, to } of results) {
            expect(from).toBeGreaterThanOrEqual(span.from);
            expect(to).toBeLessThanOrEqual(span.to);
            expect(to).toBeGreaterThan(from);
          }
        },
      ),
    );
  });
  it('keeps the instant under the pointer in its place', () => {
    const window = zoomed({ from: 1_400_000, to: 1_600_000 }, span, 1_450_000, 0.5);
    expect(window).toEqual({ from: 1_425_000, to: 1_525_000 });
  });
  it('moves only for what is outside', () => {
    const window = { from: 1_400_000, to: 1_500_000 };
    expect(holding(window, span, 1_450_000)).toBe(window);
    expect(holding(window, span, 1_700_000)).toEqual({ from: 1_650_000, to: 1_750_000 });
  });
  it('is whole after zooming far out', () => {
    expect(isWhole(zoomed({ from: 1_400_000, to: 1_500_000 }, span, 1_450_000, 100), span)).toBe(true);
  });
});
