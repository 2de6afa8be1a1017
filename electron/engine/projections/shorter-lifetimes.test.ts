import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shorterLifetimes } from './shorter-lifetimes.ts';

const [hour, day] = [3600, 86_400];

describe('shorter lifetimes', () => {
  it('save hours, end what never ends, and add renewals', () => {
    const lifetimes = [2 * day, Number.POSITIVE_INFINITY, Number.NaN, hour];
    expect(shorterLifetimes(lifetimes, [0, 1, 2, 3], day)).toEqual({
      hoursSaved: 24,
      ended: 1,
      renewalsPerDay: 0.5 + 1,
    });
    expect(shorterLifetimes(lifetimes, [3], day)).toEqual({ hoursSaved: 0, ended: 0, renewalsPerDay: 0 });
  });

  it('save no less and cost no less the shorter the policy is', () => {
    const lifetime = fc.oneof(fc.integer({ min: 1, max: 1e8 }), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY));
    const policies = fc.tuple(fc.integer({ min: 1, max: 1e7 }), fc.integer({ min: 1, max: 1e7 }));
    fc.assert(
      fc.property(fc.array(lifetime), policies, (lifetimes, [one, other]) => {
        const rows = [...lifetimes.keys()];
        const short = shorterLifetimes(lifetimes, rows, Math.min(one, other));
        const long = shorterLifetimes(lifetimes, rows, Math.max(one, other));
        expect(short.hoursSaved).toBeGreaterThanOrEqual(long.hoursSaved);
        expect(short.ended).toBe(long.ended);
        expect(short.renewalsPerDay).toBeGreaterThanOrEqual(long.renewalsPerDay);
      }),
      { seed: 5, numRuns: 200 },
    );
  });
});
