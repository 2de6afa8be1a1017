import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inventoryFilter } from '#shared/contract/values.ts';
import { dayMs } from '#shared/lib/duration.ts';
import { testNow } from '#test/support/builders.ts';
import { anyPictureRow, aPicture, type PictureRow } from '#test/support/pictures.ts';
import type { Picture } from './picture.ts';
import { shorterTokens } from './shorter-tokens.ts';

const hour = 3600;
const asked = { filter: inventoryFilter.parse({}), identities: null, accessSeconds: 900, days: 90 };
const client: PictureRow = {
  ...{ name: 'portal', kind: 0, status: 0, owner: 0, tenant: 'ten_a', lifetime: hour, customers: 0, tier: 3 },
  ...{ expiresAt: Number.POSITIVE_INFINITY, rotatedAt: testNow, lastUsedAt: testNow, createdAt: testNow },
  ...{ power: 0, exposure: 0, value: 0, rules: [], scopes: [], environment: '', ownerLabel: '' },
};

/** Events at `minutes` ago by the row of their actor. */
function acting(picture: Picture, acts: readonly (readonly [row: number, minutesAgo: number])[]): Picture {
  const sorted = [...acts].sort((one, other) => other[1] - one[1]);
  return {
    ...picture,
    activity: {
      ...picture.activity,
      length: sorted.length,
      order: Uint32Array.from(sorted.keys()),
      at: Float64Array.from(sorted, ([, minutes]) => testNow - minutes * 60_000),
      denied: new Uint8Array(sorted.length),
      actor: (event) => sorted[event]?.[0] ?? -1,
    },
  };
}
const withColumns = (picture: Picture, columns: Partial<Picture['identities']>): Picture => ({
  ...picture,
  identities: { ...picture.identities, ...columns },
});

describe('shorter tokens', () => {
  it('are counted by what activity shows: a token whenever it acts and the last one has ended', () => {
    // Acts at 0, 10, 20, 70 and 130 minutes of its first day; an hour covers three of them, a quarter one or two.
    const picture = acting(
      aPicture([client]),
      [1440, 1430, 1420, 1370, 1310].map((minutes) => [0, minutes] as const),
    );
    const { observed, estimated, hoursSaved, affected } = shorterTokens(picture, asked);
    expect([affected, hoursSaved, estimated.identities]).toEqual([1, 0.75, 0]);
    expect([observed.events, observed.days]).toEqual([5, 1]);
    expect(observed.tokenHoursADay).toEqual({ before: 3, after: 1 });
    expect(observed.renewalsAMinute).toEqual({ before: 3 / 1440, after: 4 / 1440 });
  });

  it('are estimated, and said to be, where no activity shows the identity', () => {
    const { observed, estimated } = shorterTokens(aPicture([client, { ...client, lifetime: 300 }]), asked);
    expect([observed.identities, estimated.identities]).toEqual([0, 1]);
    expect(estimated.renewalsAMinute).toBeCloseTo((96 - 24) / 1440);
  });

  it('save nothing where something else never ends, and ask people where no refresh token stands in', () => {
    const people = withColumns(aPicture([{ ...client, customers: 10 }, client]), {
      lifetime: Float64Array.from([hour, Number.POSITIVE_INFINITY]),
      refreshEnd: Float64Array.from([0, 0]),
    });
    const { withoutEffect, estimated } = shorterTokens(people, asked);
    expect([withoutEffect, estimated.promptsADay]).toEqual([1, 720]);
    const refreshed = withColumns(people, { refreshEnd: Float64Array.from([dayMs, 0]) });
    expect(shorterTokens(refreshed, asked).estimated.promptsADay).toBe(0);
  });

  it('leave out who is off, whose tokens are short already, and whose nobody knows', () => {
    const rows = [{ ...client, status: 1 }, { ...client, lifetime: 300 }, { ...client, lifetime: Number.NaN }, client];
    expect(shorterTokens(aPicture(rows), asked)).toMatchObject({ total: 3, unknown: 1, affected: 1 });
    const one = aPicture(rows);
    expect(shorterTokens(one, { ...asked, identities: [one.identities.id(1)] })).toMatchObject({
      total: 1,
      affected: 0,
    });
  });

  it('never save less or cost less when they are shorter still', () => {
    const acts = fc.array(fc.tuple(fc.nat(4), fc.integer({ min: 1, max: 100_000 })), { maxLength: 60 });
    const rows = fc.array(anyPictureRow, { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(rows, acts, fc.integer({ min: 60, max: 86_400 }), (some, by, seconds) => {
        const picture = acting(aPicture(some), by);
        const [long, short] = [seconds, Math.ceil(seconds / 3)].map((accessSeconds) =>
          shorterTokens(picture, { ...asked, accessSeconds }),
        );
        if (long === undefined || short === undefined) return;
        expect(short.affected).toBeGreaterThanOrEqual(long.affected);
        expect(short.hoursSaved).toBeGreaterThanOrEqual(long.hoursSaved);
        expect(short.estimated.renewalsAMinute).toBeGreaterThanOrEqual(long.estimated.renewalsAMinute);
        const { before, after } = short.observed.renewalsAMinute;
        expect(after).toBeGreaterThanOrEqual(before);
        expect(short.observed.promptsADay).toBeGreaterThanOrEqual(0);
      }),
      { seed: 12, numRuns: 200 },
    );
  });
});
