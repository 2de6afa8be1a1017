import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Hop, placeHops } from './place-hops.ts';

const aHop = (jti: string, ...parents: string[]): Hop => ({
  token: {
    jti,
    kind: 'access',
    opaque: false,
    clientId: jti,
    clientName: jti,
    sub: 'ana',
    subName: 'Ana',
    actors: [],
    scopes: [],
    audience: [],
    details: [],
    issuedAt: 0,
    expiresAt: 0,
    bound: false,
    via: 'authorization_code',
    parents,
    consentId: 'consent',
    grantId: null,
    death: null,
    believedUntil: 0,
    depth: 0,
  },
  before: [],
  client: [],
  given: [],
  dropped: [],
  children: [],
});
const places = (hops: readonly Hop[]) =>
  placeHops(hops).placed.map(({ hop, column, row }) => `${hop.token.jti} ${column},${row}`);

describe('placeHops', () => {
  it('lets a tree grow to the right, the first child beside its parent', () => {
    const hops = [aHop('a'), aHop('b', 'a'), aHop('c', 'a'), aHop('d', 'b', 'a'), aHop('e')];
    expect(places(hops)).toEqual(['a 1,0', 'b 2,0', 'd 3,0', 'c 2,1', 'e 1,2']);
    expect(placeHops(hops)).toMatchObject({ columns: 3, rows: 3 });
  });

  it('starts anew where a parent is not listed', () => {
    expect(places([aHop('b', 'gone')])).toEqual(['b 1,0']);
    expect(placeHops([])).toEqual({ placed: [], columns: 0, rows: 0 });
  });

  it('places each hop once and no two on one spot', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 30 }), (numbers) => {
        const hops = numbers.map((number, at) =>
          aHop(String(at), ...(number % (at + 1) === at ? [] : [String(number % (at + 1))])),
        );
        const { placed } = placeHops(hops);
        expect(placed.map(({ hop }) => hop.token.jti).sort()).toEqual(hops.map(({ token }) => token.jti).sort());
        expect(new Set(placed.map(({ column, row }) => `${column},${row}`)).size).toBe(placed.length);
        for (const { parent, column, row } of placed)
          if (parent !== null) expect([column - 1, row >= parent.row]).toEqual([parent.column, true]);
      }),
    );
  });
});
