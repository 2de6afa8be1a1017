import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type InventoryFilter, inventoryFilter } from '#shared/contract/values.ts';
import { dayMs } from '#shared/lib/duration.ts';
import { identityKinds } from '#shared/model/identity.ts';
import { anyPictureRow, aPicture, type PictureRow } from '#test/support/pictures.ts';
import { inventoryCuts, inventoryFacets, inventoryGrid, locateIdentity } from './inventory.ts';
import { lifetimesView } from './lifetimes.ts';
import type { Picture } from './picture.ts';
import { privilegeView } from './privilege.ts';

const sort = { by: 'score', descending: true } as const;
const filterOf = (filter: Partial<InventoryFilter>): InventoryFilter => ({ ...inventoryFilter.parse({}), ...filter });
const countOf = (picture: Picture, filter: Partial<InventoryFilter>): number =>
  inventoryGrid(picture, { filter: filterOf(filter), sort, first: 0, count: 500 }).matched;
const pictures = fc.array(anyPictureRow, { maxLength: 60 }).map((rows) => ({ rows, picture: aPicture(rows) }));
const base = fc.constantFrom<Partial<InventoryFilter>>(
  {},
  { humans: true },
  { text: 'shop' },
  { statuses: ['active'] },
  { tenants: ['ten_a'], owners: ['none', 'single'] },
);
const total = (counts: Partial<Record<string, number>>): number =>
  Object.values(counts).reduce<number>((sum, count) => sum + (count ?? 0), 0);

describe('every mark of a chart shows exactly the rows that it counted', () => {
  it('lifetimes', () => {
    fc.assert(
      fc.property(pictures, base, ({ picture }, filter) => {
        const view = lifetimesView(picture, {
          filter: filterOf(filter),
          policySeconds: 2_592_000,
          rotationPolicyDays: 90,
        });
        for (const { from, to, counts } of view.bins) {
          expect(countOf(picture, { ...filter, mark: { by: 'lifetime', from, to } })).toBe(total(counts));
          for (const kind of identityKinds) {
            if (kind === 'human' && !filter.humans) continue;
            expect(countOf(picture, { ...filter, kinds: [kind], mark: { by: 'lifetime', from, to } })).toBe(
              counts[kind] ?? 0,
            );
          }
        }
        expect(countOf(picture, { ...filter, mark: { by: 'never_expires' } })).toBe(total(view.never));
        expect(countOf(picture, { ...filter, mark: { by: 'lifetime', from: 2_592_000, to: 'never' } })).toBe(
          view.outside,
        );
        expect(countOf(picture, { ...filter, mark: { by: 'lifetime_unknown' } })).toBe(total(view.unknown));
        expect(total(view.kinds)).toBe(view.total);
        const binned = view.bins.reduce((sum, { counts }) => sum + total(counts), 0);
        expect(binned + total(view.never) + total(view.unknown)).toBe(view.total);
      }),
      { numRuns: 40 },
    );
  });

  it('expiry and rotation', () => {
    fc.assert(
      fc.property(pictures, ({ picture }) => {
        const view = lifetimesView(picture, { filter: filterOf({}), policySeconds: 1, rotationPolicyDays: 90 });
        const { now } = picture;
        const { expiring } = view;
        expiring.perDay.forEach((count, day) => {
          const from = expiring.from + day * dayMs;
          expect(countOf(picture, { mark: { by: 'expires', from, to: from + dayMs } })).toBe(count);
        });
        expect(countOf(picture, { mark: { by: 'expires', from: -8.64e15, to: now } })).toBe(expiring.overdue);
        for (const [days, count] of [
          [7, expiring.in7],
          [30, expiring.in30],
          [90, expiring.in90],
        ] as const) {
          expect(countOf(picture, { mark: { by: 'expires', from: now, to: now + days * dayMs } })).toBe(count);
        }
        for (const { kind, count, overdue } of view.rotation) {
          expect(countOf(picture, { kinds: [kind], mark: { by: 'rotation', from: 90, to: 'never' } })).toBe(overdue);
          expect(countOf(picture, { kinds: [kind], mark: { by: 'rotation', from: 0, to: 'never' } })).toBe(count);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('privilege', () => {
    fc.assert(
      fc.property(pictures, base, ({ picture }, filter) => {
        const view = privilegeView(picture, { filter: filterOf(filter) });
        for (const { from, to, count } of view.histogram) {
          expect(countOf(picture, { ...filter, mark: { by: 'score', from, to } })).toBe(count);
        }
        for (const { power, exposure, count } of view.scatter) {
          expect(countOf(picture, { ...filter, mark: { by: 'power_exposure', power, exposure } })).toBe(count);
        }
        for (const [band, count] of Object.entries(view.bands)) {
          expect(countOf(picture, { ...filter, bands: [band as 'high'] })).toBe(count); // A key of bands is a band.
        }
        expect(view.histogram.reduce((sum, { count }) => sum + count, 0)).toBe(view.total);
        expect(view.scatter.reduce((sum, { count }) => sum + count, 0)).toBe(view.total);
      }),
      { numRuns: 40 },
    );
  });

  it('facets and saved views', () => {
    fc.assert(
      fc.property(pictures, base, ({ picture }, filter) => {
        const facets = inventoryFacets(picture, { filter: filterOf(filter) });
        for (const { value, count } of facets.kinds)
          expect(countOf(picture, { ...filter, kinds: [value] })).toBe(count);
        for (const { value, count } of facets.bands)
          expect(countOf(picture, { ...filter, bands: [value] })).toBe(count);
        for (const { value, count } of facets.owners) {
          expect(countOf(picture, { ...filter, owners: [value] })).toBe(count);
        }
        for (const { value, count } of facets.tenants) {
          expect(countOf(picture, { ...filter, tenants: [value] })).toBe(count);
        }
        for (const { filter: cut, count } of inventoryCuts(picture, 5).cuts) expect(countOf(picture, cut)).toBe(count);
      }),
      { numRuns: 40 },
    );
  });

  it('what a later import said otherwise is changed, and not new', () => {
    fc.assert(
      fc.property(pictures, fc.integer({ min: 0, max: 12 }), ({ picture }, from) => {
        const { firstSeq, seq, length } = picture.identities;
        const rows = Array.from({ length }, (_, row) => row);
        const isNew = (row: number): boolean => (firstSeq[row] ?? 0) >= from;
        const isLater = (row: number): boolean => (seq[row] ?? 0) >= from;
        const shown = (by: 'newest' | 'changed') => countOf(picture, { humans: true, mark: { by, from } });
        expect(shown('newest')).toBe(rows.filter(isNew).length);
        expect(shown('changed')).toBe(rows.filter((row) => isLater(row) && !isNew(row)).length);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the grid', () => {
  const sorts = fc.record({
    by: fc.constantFrom('score', 'name', 'kind', 'tenant', 'lifetime', 'last_used', 'expires', 'rotated', 'status'),
    descending: fc.boolean(),
  } as const);

  it('hands out the same rows a window at a time as at once, whatever the order', () => {
    fc.assert(
      fc.property(pictures, sorts, fc.integer({ min: 1, max: 7 }), ({ picture }, order, size) => {
        const filter = filterOf({ humans: true });
        const whole = inventoryGrid(picture, { filter, sort: order, first: 0, count: 500 });
        const parts = Array.from({ length: Math.ceil(whole.matched / size) }, (_, page) =>
          inventoryGrid(picture, { filter, sort: order, first: page * size, count: size }),
        );
        expect(parts.flatMap(({ rows }) => rows)).toEqual(whole.rows);
        expect(new Set(whole.rows.map(({ id }) => id)).size).toBe(whole.matched);
        whole.rows.forEach(({ id }, row) => {
          expect(locateIdentity(picture, { filter, sort: order, id })).toEqual({ row });
        });
      }),
      { numRuns: 40 },
    );
  });

  it('puts what is unknown last in both directions', () => {
    const row = fc.sample(anyPictureRow, 1)[0] as PictureRow; // One was asked for.
    const lifetimes = [Number.NaN, 60, Number.POSITIVE_INFINITY, 3600];
    const picture = aPicture(lifetimes.map((lifetime) => ({ ...row, kind: 0, lifetime })));
    const shown = (descending: boolean) =>
      inventoryGrid(picture, {
        filter: filterOf({}),
        sort: { by: 'lifetime', descending },
        first: 0,
        count: 9,
      }).rows.map(({ lifetime }) => lifetime);
    expect(shown(false)).toEqual([60, 3600, 'never', { unknown: 'not_in_export' }]);
    expect(shown(true)).toEqual(['never', 3600, 60, { unknown: 'not_in_export' }]);
  });
});
