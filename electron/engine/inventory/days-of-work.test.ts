import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMs } from '#shared/lib/duration.ts';
import { testNow } from '#test/support/builders.ts';
import { DaysOfWork } from './days-of-work.ts';

describe('days of work', () => {
  it('tell of each owner what its events from a day on tell, in whatever order they came', () => {
    const moment = fc.integer({ min: testNow - 60 * dayMs, max: testNow });
    fc.assert(
      fc.property(
        fc.array(fc.record({ owner: fc.nat({ max: 300 }), at: moment }), { maxLength: 200 }),
        moment,
        (events, from) => {
          const days = new DaysOfWork();
          for (const { owner, at } of events) days.put(owner, at);
          const owner = events[0]?.owner ?? 0;
          const own = events
            .filter((each) => each.owner === owner && (Math.floor(each.at / dayMs) + 1) * dayMs > from)
            .map(({ at }) => new Date(at));
          const bits = (numbers: readonly number[]): number => numbers.reduce((sum, bit) => sum | (1 << bit), 0);
          const monday = (date: Date): number => Math.floor(date.getTime() / dayMs) - ((date.getUTCDay() + 6) % 7);
          expect(days.clockOf(owner, from)).toEqual({
            events: own.length,
            hours: bits(own.map((date) => date.getUTCHours())),
            weekdays: bits(own.map((date) => date.getUTCDay())),
            distinctMinutes: new Set(own.map((date) => date.getUTCMinutes())).size,
            weeks: new Set(own.map(monday)).size,
          });
        },
      ),
      { numRuns: 300, seed: 20260314 },
    );
  });

  it('know of times before 1970, which a log may say', () => {
    const days = new DaysOfWork();
    days.put(0, Date.UTC(1969, 11, 31, 23, 59));
    expect(days.clockOf(0, Number.NEGATIVE_INFINITY)).toEqual({
      events: 1,
      hours: 1 << 23,
      weekdays: 1 << 3,
      distinctMinutes: 1,
      weeks: 1,
    });
  });
});
