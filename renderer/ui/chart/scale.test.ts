import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMs, hour } from '#shared/lib/duration.ts';
import { countTicks, fromLogShare, logShare, timeTicks, withoutOverlap } from './scale.ts';

describe('countTicks', () => {
  it.each([
    [0, [0, 1]],
    [1, [0, 1]],
    [7, [0, 2, 4, 6, 8]],
    [560, [0, 200, 400, 600]],
    [2399, [0, 1000, 2000, 3000]],
  ])('%d', (most, ticks) => {
    expect(countTicks(most)).toEqual(ticks);
  });
  it('always holds the value, in few whole steps', () => {
    fc.assert(
      fc.property(fc.nat({ max: 10_000_000 }), (value) => {
        const ticks = countTicks(value);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(value);
        expect(ticks.length).toBeLessThanOrEqual(6);
        expect(ticks.every(Number.isInteger)).toBe(true);
      }),
    );
  });
});

describe('log axis', () => {
  it('goes there and back', () => {
    fc.assert(
      fc.property(fc.double({ min: 10, max: 3e8, noNaN: true }), (seconds) => {
        const back = fromLogShare(logShare(seconds, 10, 3e8), 10, 3e8);
        expect(Math.abs(back / seconds - 1)).toBeLessThan(1e-9);
      }),
    );
  });
  it('keeps outside values on its ends', () => {
    expect([logShare(1, 10, 1000), logShare(0, 10, 1000), logShare(1e9, 10, 1000)]).toEqual([0, 0, 1]);
  });
});

describe('timeTicks', () => {
  const start = Date.UTC(2026, 2, 14, 11, 40);
  it('says minutes within an hour', () => {
    expect(timeTicks(start, start + 24 * 60_000, 900).map((tick) => tick.label)).toEqual([
      '11:40',
      '11:44',
      '11:48',
      '11:52',
      '11:56',
      '12:00',
      '12:04',
    ]);
  });
  it('says the day at midnight', () => {
    const labels = timeTicks(start, start + 24 * hour * 1000, 700).map((tick) => tick.label);
    expect(labels).toContain('15 Mar');
    expect(labels).toContain('18:00');
  });
  it('never crowds and never leaves the axis', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 * dayMs }),
        fc.integer({ min: 0, max: 1_700_000_000_000 }),
        (span, from) => {
          const ticks = timeTicks(from, from + span, 1000);
          expect(ticks.length).toBeLessThanOrEqual(11);
          expect(ticks.every((tick) => tick.at >= from && tick.at <= from + span)).toBe(true);
        },
      ),
    );
  });
});

it('leaves out labels that would touch', () => {
  const ticks = [0, 10, 40, 100].map((at) => ({ at, label: 'abc' }));
  const kept = withoutOverlap(
    ticks,
    (at) => at,
    () => 20,
  );
  expect(kept.map((tick) => tick.at)).toEqual([0, 40, 100]);
});
