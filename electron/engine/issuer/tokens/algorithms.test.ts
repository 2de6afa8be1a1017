import { expect, test } from 'vitest';
import { aSigningKey } from '#test/support/forged-jwts.ts';
import { createTestSystem } from '#test/support/test-system.ts';
import { publicJwkOf, thumbprintOf, verificationKeyOf } from './algorithms.ts';

const { hash } = createTestSystem();
const modulus =
  '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMst' +
  'n64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajr' +
  'n1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw';
const rsa = { kty: 'RSA', n: modulus, e: 'AQAB' };
const okp = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };
const ec = aSigningKey('ES256').publicJwk;

test('thumbprints are those of RFC 7638 §3.1 and RFC 8037 A.3, whatever else the key says', () => {
  const named = { ...rsa, alg: 'RS256', kid: '2011-04-29' };
  expect(thumbprintOf(verificationKeyOf(named), hash)).toBe('NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs');
  expect(thumbprintOf(verificationKeyOf(okp), hash)).toBe('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k');
});

test('the key says by which algorithm it signs', () => {
  const algorithmsOf = [okp, ec, rsa, { ...rsa, alg: 'PS256' }].map((jwk) => verificationKeyOf(jwk).algorithm);
  expect(algorithmsOf).toEqual(['EdDSA', 'ES256', 'RS256', 'PS256']);
  expect(verificationKeyOf(rsa, 'PS256').algorithm).toBe('PS256');
  expect(publicJwkOf(verificationKeyOf({ ...okp, x5u: 'http://x.test' }), 'k')).toEqual({
    ...okp,
    kid: 'k',
    alg: 'EdDSA',
    use: 'sig',
  });
});

const bytes = (length: number, first: number): string =>
  Buffer.concat([Buffer.of(first), Buffer.alloc(length - 1, 0xff)]).toString('base64url');

test.each<[string, unknown, string]>([
  ['no object', 'key', 'the key is no JSON object'],
  ['an array', [okp], 'the key is no JSON object'],
  ['null', null, 'the key is no JSON object'],
  ['a private key', { ...okp, d: 'AAAA' }, 'the key has the private member d'],
  ['a private member that is null', { ...rsa, p: null }, 'the key has the private member p'],
  ['a symmetric key', { kty: 'oct', k: 'AAAA' }, 'the key has the private member k'],
  ['a symmetric key without its secret', { kty: 'oct' }, 'kty is none of those that are taken'],
  ['kty by another case', { ...okp, kty: 'okp' }, 'kty is none of those that are taken'],
  ['kty of the prototype', { ...okp, kty: '__proto__' }, 'kty is none of those that are taken'],
  ['no kty', { ...okp, kty: undefined }, 'kty is none of those that are taken'],
  ['X25519', { ...okp, crv: 'X25519' }, 'crv is none of those that are taken'],
  ['Ed448', { ...okp, crv: 'Ed448' }, 'crv is none of those that are taken'],
  ['P-521', { ...ec, crv: 'P-521' }, 'crv is none of those that are taken'],
  ['use enc', { ...okp, use: 'enc' }, 'use of the key is not sig'],
  ['key_ops of signing', { ...okp, key_ops: ['sign'] }, 'key_ops of the key lack verify'],
  ['key_ops as text', { ...okp, key_ops: 'verify' }, 'key_ops of the key lack verify'],
  ['alg of another kind', { ...okp, alg: 'ES256' }, 'alg does not fit the key'],
  ['alg none', { ...rsa, alg: 'none' }, 'alg does not fit the key'],
  ['alg HS256', { ...rsa, alg: 'HS256' }, 'alg does not fit the key'],
  ['RS384', { ...rsa, alg: 'RS384' }, 'alg does not fit the key'],
  ['x with padding', { ...okp, x: `${okp.x}=` }, 'x of the key is no canonical base64url'],
  ['x in another spelling', { ...okp, x: `${okp.x.slice(0, -1)}p` }, 'x of the key is no canonical base64url'],
  ['x as a number', { ...okp, x: 1 }, 'x of the key is no canonical base64url'],
  ['no y', { ...ec, y: undefined }, 'y of the key is no canonical base64url'],
  ['x of 31 bytes', { ...okp, x: bytes(31, 1) }, 'the numbers of the key are too small, too large or malformed'],
  ['y of 33 bytes', { ...ec, y: bytes(33, 0) }, 'the numbers of the key are too small, too large or malformed'],
  ['1024 bits', { ...rsa, n: bytes(128, 0xff) }, 'the numbers of the key are too small, too large or malformed'],
  ['2047 bits', { ...rsa, n: bytes(256, 0x7f) }, 'the numbers of the key are too small, too large or malformed'],
  [
    '2048 bits by a leading zero',
    { ...rsa, n: bytes(257, 0) },
    'the numbers of the key are too small, too large or malformed',
  ],
  ['16384 bits', { ...rsa, n: bytes(2048, 0xff) }, 'the numbers of the key are too small, too large or malformed'],
  ['exponent 1', { ...rsa, e: 'AQ' }, 'the numbers of the key are too small, too large or malformed'],
  ['an even exponent', { ...rsa, e: 'AQAA' }, 'the numbers of the key are too small, too large or malformed'],
  ['a huge exponent', { ...rsa, e: bytes(32, 1) }, 'the numbers of the key are too small, too large or malformed'],
])('%s is no key', (_name, jwk, reason) => {
  expect(() => verificationKeyOf(jwk)).toThrow(expect.objectContaining({ name: 'JwtRefusal', reason }));
});
