import { expect, test } from 'vitest';
import { testNow } from '#test/support/builders.ts';
import { aToken, testIssuer } from '#test/support/issuer-builders.ts';
import { createTestSystem } from '#test/support/test-system.ts';
import { actOf, claimsOf, mint } from './access-token.ts';

test('a plain token says only what there is to say (RFC 9068 §2.2)', () => {
  expect(claimsOf(aToken({ scopes: [] }))).toEqual({
    iss: testIssuer,
    sub: 'orders-sync',
    aud: testIssuer,
    client_id: 'orders-sync',
    exp: testNow / 1000 + 600,
    iat: testNow / 1000,
    jti: 'token-1',
  });
});

test('a delegated, bound token says everything', () => {
  const details = [{ type: 'payment', amount: { currency: 'EUR', value: '40.00' } }];
  const token = aToken({
    sub: 'hum_ana',
    actors: ['assistant', 'courier'],
    scopes: ['orders:read', 'orders:write'],
    audience: ['http://shop.test', 'http://bank.test'],
    details,
    jkt: 'thumbprint',
    mayAct: 'helper',
  });
  expect(claimsOf(token)).toMatchObject({
    sub: 'hum_ana',
    act: { sub: 'courier', act: { sub: 'assistant' } },
    may_act: { sub: 'helper' },
    scope: 'orders:read orders:write',
    aud: ['http://shop.test', 'http://bank.test'],
    cnf: { jkt: 'thumbprint' },
    authorization_details: details,
  });
});

test('the actor of RFC 8693 §4.1 stands outermost', () => {
  expect(actOf([])).toBe(undefined);
  expect(actOf(['https://service77.example.com', 'https://service16.example.com'])).toEqual({
    sub: 'https://service16.example.com',
    act: { sub: 'https://service77.example.com' },
  });
});

test('instants become whole seconds, for the state as for the claims', async () => {
  const { random, hash } = createTestSystem();
  const unused = () => Promise.reject(new Error('an opaque token is not signed'));
  const signer = {
    active: () => {
      throw new Error('an opaque token has no key');
    },
    ready: unused,
    sign: unused,
    jwks: () => ({ keys: [] }),
  };
  const settings = { algorithm: 'EdDSA', registration: false, dpopNonces: false, assertionAudience: 'issuer' } as const;
  const draft = aToken({ opaque: true, issuedAt: testNow + 999, expiresAt: testNow + 600_999 });
  const { token, value } = await mint(draft, { issuer: testIssuer, signer, settings, random, hash });
  expect([token.issuedAt, token.expiresAt, token.kid]).toEqual([testNow, testNow + 600_000, null]);
  expect(value).toMatch(/^nhi_at_[A-Za-z0-9_-]{43}$/);
  expect(Buffer.from(token.jti, 'base64url').toString('hex')).toBe(hash.sha256(value));
});
