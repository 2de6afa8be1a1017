import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMs } from '#shared/lib/duration.ts';
import { daysAgo, testNow } from '#test/support/builders.ts';
import { anyPictureRow, aPicture, type PictureRow } from '#test/support/pictures.ts';
import { compareMoments, type Difference } from './compare.ts';

const plain: PictureRow = {
  name: 'shop',
  kind: 2,
  status: 0,
  owner: 2,
  tenant: 'ten_a',
  lifetime: 300,
  expiresAt: Number.POSITIVE_INFINITY,
  rotatedAt: daysAgo(50),
  lastUsedAt: daysAgo(3),
  createdAt: daysAgo(400),
  customers: 0,
  power: 20,
  exposure: 20,
  value: 20,
  rules: [],
  scopes: ['orders:read'],
  environment: 'prod',
  ownerLabel: 'Ann Lee',
  tier: 3,
};

const quietDays = 30;
const changed = (before: Partial<PictureRow>, after: Partial<PictureRow>, days = 0) =>
  compareMoments(
    aPicture([{ ...plain, ...before }]),
    { ...aPicture([{ ...plain, ...after }]), now: testNow + days * dayMs },
    quietDays,
  ).map(({ what, evidence }) => [what, ...evidence]);

describe('two moments', () => {
  it('show what can do more, with what shows it', () => {
    expect(changed({}, { tier: 0, value: 71, scopes: ['orders:read', 'orders:admin'], customers: 5 })).toEqual([
      ['escalated', 'tier T3 → T0', '1 scope → 2', 'acts for 0 → 5 people', 'score 20 → 71'],
    ]);
    expect(changed({ status: 1 }, {})).toEqual([['escalated', 'disabled → active']]);
    expect(changed({ tier: 4, scopes: [] }, {})).toEqual([['escalated', 'tier no scope → T3', '0 scopes → 1']]);
  });

  it('tell growth from age, from less, and from what nobody knew', () => {
    expect(changed({}, { value: 60 })).toEqual([]);
    expect(changed({ tier: Number.NaN, scopes: [] }, { tier: 0 })).toEqual([]);
    expect(changed({ rotatedAt: Number.NaN }, {})).toEqual([]);
    expect(changed({}, { rotatedAt: Number.NaN, lastUsedAt: Number.NaN }, 90)).toEqual([]);
  });

  it('show what can do less, the same way round', () => {
    expect(changed({ tier: 0, value: 71, customers: 9, scopes: ['a', 'b'] }, {})).toEqual([
      ['narrowed', 'tier T0 → T3', '2 scopes → 1', 'acts for 9 → 0 people', 'score 71 → 20'],
    ]);
    expect(changed({}, { status: 1 })).toEqual([['narrowed', 'active → disabled']]);
    expect(changed({ scopes: ['a', 'b'] }, { tier: Number.NaN, scopes: [] })).toEqual([]);
    expect(changed({ tier: 1, scopes: ['a', 'b'] }, { tier: 0, scopes: ['a'] })).toEqual([
      ['escalated', 'tier T1 → T0'],
      ['narrowed', '2 scopes → 1'],
    ]);
  });

  it('show another owner, where both say one', () => {
    expect(changed({}, { ownerLabel: 'Bo Ray', owner: 3 })).toEqual([
      ['owner', 'Ann Lee (one owner) → Bo Ray (with a backup)'],
    ]);
    expect(changed({}, { owner: 0, ownerLabel: '' })).toEqual([['owner', 'Ann Lee (one owner) → no owner']]);
    expect(changed({}, { owner: 1 })).toEqual([['owner', 'Ann Lee (one owner) → Ann Lee (departed)']]);
    expect(changed({ owner: 5, ownerLabel: '' }, {})).toEqual([]);
  });

  it('show what was rotated', () => {
    expect(changed({}, { rotatedAt: daysAgo(1) })).toEqual([['rotated', 'oldest secret of 2026-01-23 → 2026-03-13']]);
    expect(changed({}, { rotatedAt: Number.POSITIVE_INFINITY })).toEqual([
      ['rotated', 'has no secret any more, the last of 2026-01-23'],
    ]);
    expect(changed({ rotatedAt: daysAgo(1) }, { rotatedAt: daysAgo(50) })).toEqual([]);
  });

  it('show what has gone quiet: used before the one, not for a month before the other', () => {
    expect(changed({}, {}, 40)).toEqual([['quiet', 'last used 2026-03-11, more than 30 days before']]);
    expect(changed({}, {}, 20)).toEqual([]);
    expect(changed({ lastUsedAt: daysAgo(60) }, { lastUsedAt: daysAgo(60) }, 40)).toEqual([]);
    expect(changed({}, { status: 1 }, 40)).toEqual([['narrowed', 'active → disabled']]);
  });

  it('that are one and the same show nothing', () => {
    fc.assert(
      fc.property(fc.array(anyPictureRow, { maxLength: 30 }), (rows) => {
        expect(compareMoments(aPicture(rows), aPicture(rows), quietDays)).toEqual([]);
      }),
      { seed: 7 },
    );
  });

  it('show as added from the one side what is removed from the other, and each identity once a difference', () => {
    const rows = fc.array(anyPictureRow, { maxLength: 20 });
    const ids = (one: ReturnType<typeof aPicture>, other: ReturnType<typeof aPicture>, wanted: Difference) =>
      compareMoments(one, other, quietDays)
        .filter(({ what }) => what === wanted)
        .map((change) => (change.in === 'after' ? other : one).identities.id(change.row));
    fc.assert(
      fc.property(rows, rows, (some, others) => {
        const [one, other] = [aPicture(some), aPicture(others)];
        expect(ids(one, other, 'added').toSorted()).toEqual(ids(other, one, 'removed').toSorted());
        const all = compareMoments(one, other, quietDays).map(({ what, row, in: side }) => `${what} ${row} ${side}`);
        expect(new Set(all).size).toBe(all.length);
        expect(ids(one, other, 'narrowed').toSorted()).toEqual(ids(other, one, 'escalated').toSorted());
        expect(ids(one, other, 'owner').toSorted()).toEqual(ids(other, one, 'owner').toSorted());
      }),
      { seed: 7 },
    );
  });
});
