import { describe, expect, it } from 'vitest';
import { liveBar } from '#shared/contract/live.ts';
import { inventoryFilter } from '#shared/contract/values.ts';
import { testNow } from '#test/support/builders.ts';
import { aPicture, type PictureRow } from '#test/support/pictures.ts';
import { type IssuerBars, liveBars, residualView } from './live-bars.ts';
import type { Picture } from './picture.ts';

const filter = inventoryFilter.parse({});
const asked = { filter, identities: null, toggled: [] as string[], first: 0, count: 100 };
const day = 86_400_000;

function picture(ends: readonly number[], more: Partial<Picture['identities']> = {}): Picture {
  const plain = aPicture(ends.map(() => row));
  return { ...plain, identities: { ...plain.identities, sessionEnd: Float64Array.from(ends), ...more } };
}
const row: PictureRow = {
  name: 'shop-assist',
  kind: 1,
  status: 0,
  owner: 0,
  tenant: 'ten_a',
  lifetime: 300,
  expiresAt: Number.POSITIVE_INFINITY,
  rotatedAt: testNow,
  lastUsedAt: testNow,
  createdAt: testNow,
  customers: 0,
  power: 0,
  exposure: 0,
  value: 0,
  rules: [],
  scopes: [],
  environment: '',
  ownerLabel: '',
  tier: 3,
};

const bar = (key: string, indent: number, below: number) =>
  liveBar.parse({
    ...{ key, indent, below, clock: 'issuer', what: 'access', label: key, onBehalf: '', identity: null, jti: key },
    ...{ folded: false, from: testNow, until: testNow + 1000, rotations: 0, death: null },
  });
const issuer: IssuerBars = {
  now: testNow,
  bars: [bar('a', 0, 2), bar('b', 1, 1), bar('c', 2, 0), bar('d', 0, 0)],
  families: 2,
  believed: 0,
  leftOut: 0,
};
const nothing = () => [];
const keys = (view: ReturnType<typeof liveBars>): string[] => view.rows.map(({ key }) => key);

describe('live bars', () => {
  it('fold families, and show the window that is asked for', () => {
    const here = picture([]);
    expect(keys(liveBars(here, issuer, nothing, asked))).toEqual(['a', 'b', 'c', 'd']);
    const folded = liveBars(here, issuer, nothing, { ...asked, toggled: ['b'] });
    expect([keys(folded), folded.total, folded.rows[1]?.folded]).toEqual([['a', 'b', 'd'], 3, true]);
    expect(keys(liveBars(here, issuer, nothing, { ...asked, toggled: ['a', 'b'], first: 1, count: 1 }))).toEqual(['d']);
    expect(liveBars(here, issuer, nothing, { ...asked, first: 90 }).first).toBe(4);
  });

  it('tell sessions apart by what is known of their end, the first to end at the front', () => {
    const ends = [testNow + 2 * day, Number.POSITIVE_INFINITY, Number.NaN, testNow + day, testNow - day, -Infinity];
    const here = picture(ends);
    const view = liveBars(here, null, nothing, asked);
    expect(view.sessions).toEqual({ dated: 2, endless: 1, unknown: 1 });
    expect(view.rows.map(({ until, folded, from }) => [until, folded, from])).toEqual([
      [testNow + day, true, null],
      [testNow + 2 * day, true, null],
    ]);
    const [first] = keys(view);
    const each = [
      { key: 'g1', label: 'Ana', since: testNow - day, until: testNow + 1000 },
      { key: 'g2', label: 'Ben', since: null, until: testNow - 1000 },
    ];
    const open = liveBars(here, null, () => each, { ...asked, toggled: [first ?? ''] });
    expect(open.rows.map(({ what, label, below }) => [what, label, below])).toEqual([
      ['sessions', here.identities.name(3), 1],
      ['session', 'Ana', 0],
      ['sessions', here.identities.name(0), 1],
    ]);
    const one = liveBars(here, null, nothing, { ...asked, identities: [here.identities.id(0)] });
    expect(one.rows.map(({ until }) => until)).toEqual([testNow + 2 * day]);
  });

  it('count who is off while theirs may be believed, and do not guess where nobody says how long', () => {
    const here = picture([0, 0, 0, 0], {
      status: Uint8Array.from([1, 1, 0, 1]),
      residualUntil: Float64Array.from([testNow + 5000, Number.NaN, testNow + 5000, testNow - 1]),
    });
    const view = residualView(here, null, { filter, identities: null }, null);
    expect(view.identities).toEqual({ count: 1, until: testNow + 5000 });
    expect([view.unknown, view.off.map(({ until }) => until)]).toEqual([1, [testNow + 5000, null]]);
  });
});
