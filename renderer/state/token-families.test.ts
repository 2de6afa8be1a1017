import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TokenRow } from '#shared/contract/issuer.ts';
import { tokenFamilies } from './token-families.ts';

const aToken = (jti: string, ...parents: string[]): TokenRow => ({
  jti,
  kind: 'access',
  opaque: false,
  clientId: 'client',
  clientName: 'client',
  sub: 'client',
  subName: 'client',
  actors: [],
  scopes: [],
  audience: [],
  details: [],
  issuedAt: 0,
  expiresAt: 0,
  bound: false,
  via: 'client_credentials',
  parents,
  consentId: null,
  grantId: null,
  death: null,
  believedUntil: 0,
  depth: 0,
});
const drawn = (tokens: readonly TokenRow[]): string[] =>
  tokenFamilies(tokens).map(({ token, indent }) => `${'-'.repeat(indent)}${token.jti}`);

describe('tokenFamilies', () => {
  it('stands each token below the one that it came from', () => {
    expect(drawn([aToken('d', 'b'), aToken('c', 'a'), aToken('b', 'a'), aToken('a'), aToken('z')])).toEqual([
      'a',
      '-c',
      '-b',
      '--d',
      'z',
    ]);
  });

  it('begins a family with a token whose parents are not listed', () => {
    expect(drawn([aToken('b', 'gone', 'a'), aToken('c', 'gone'), aToken('a')])).toEqual(['c', 'a', '-b']);
  });

  it('lists every token once, a child right after an ancestor one step further out', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 40 }), (numbers) => {
        const tokens = numbers.map((number, at) => aToken(String(at), String(number % (at + 1))));
        const members = tokenFamilies(tokens);
        expect(members.map(({ token }) => token.jti).sort()).toEqual(tokens.map(({ jti }) => jti).sort());
        members.forEach(({ indent }, at) => {
          expect(indent).toBeLessThanOrEqual((members[at - 1]?.indent ?? -1) + 1);
        });
      }),
    );
  });
});
