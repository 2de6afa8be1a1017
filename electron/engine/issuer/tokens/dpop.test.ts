import { expect, test } from 'vitest';
import { OAuthError } from '#engine/issuer/oauth-error.ts';
import { testNow } from '#test/support/builders.ts';
import { aSigningKey, sealed } from '#test/support/forged-jwts.ts';
import { testIssuer } from '#test/support/issuer-builders.ts';
import { createTestSystem } from '#test/support/test-system.ts';
import { thumbprintOf, verificationKeyOf } from './algorithms.ts';
import { base64urlOfHex } from './base64url.ts';
import { type ProofDemand, verifyProof } from './dpop.ts';
import { createProofNonces } from './proof-nonces.ts';

const { clock, hash, random } = createTestSystem({ now: testNow });
const nonces = createProofNonces({ clock, random });
const portsWith = (dpopNonces: boolean, at = clock) => ({
  clock: at,
  hash,
  nonces,
  settings: { algorithm: 'EdDSA', registration: false, dpopNonces, assertionAudience: 'issuer' } as const,
});
const ports = portsWith(false);
const key = aSigningKey('ES256');
const { alg: _alg, ...jwk } = key.publicJwk;
const jkt = thumbprintOf(verificationKeyOf(jwk), hash);
const header = { typ: 'dpop+jwt', alg: 'ES256', jwk };
const uri = `${testIssuer}/token`;
const claims = { jti: 'proof-1', htm: 'POST', htu: uri, iat: testNow / 1000 };
const now = testNow / 1000;
const ath = base64urlOfHex(hash.sha256('nhi_at_x'));
const under = (...values: string[]): ReadonlyMap<string, readonly string[]> => new Map([['dpop', values]]);

const answerOf = (proof: Promise<unknown>): Promise<string> =>
  proof.then(
    () => 'taken',
    (error: unknown) =>
      error instanceof OAuthError ? `${error.code} ${error.status} ${error.reason}` : `bug: ${error}`,
  );
const refusal = (reason: string): string => `invalid_dpop_proof 400 DPoP: ${reason}`;
const judge = (more: object, demand: ProofDemand = {}): Promise<string> =>
  answerOf(verifyProof(under(sealed(header, { ...claims, ...more }, key)), 'POST', uri, demand, ports));

test('a proof names its key and what it spends', async () => {
  const proof = await verifyProof(under(sealed(header, claims, key)), 'POST', uri, { expectedJkt: jkt }, ports);
  expect(proof).toEqual({ jkt, replayKey: `proof:${jkt}:proof-1`, until: testNow + 360_000 });
});

test('the example of RFC 9449 §4.1 is valid in its second, and for its URI alone', async () => {
  const example =
    'eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyV' +
    'VFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19.eyJqdGkiOiItQ' +
    'ndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2VuIiwiaWF0IjoxNTYyMjYyNjE2fQ.' +
    '2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg';
  const then = portsWith(false, createTestSystem({ now: 1_562_262_616_000 }).clock);
  const at = (target: string) => verifyProof(under(example), 'POST', target, {}, then);
  expect((await at('https://server.example.com/token')).jkt).toBe('0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I');
  expect(await answerOf(at('https://server.example.com/other'))).toBe(refusal('htu is not the URI of the request'));
});

test.each<[string, object, string]>([
  ['htm in other case', { htm: 'post' }, refusal('htm is not the method of the request')],
  ['another htm', { htm: 'GET' }, refusal('htm is not the method of the request')],
  ['no htm', { htm: undefined }, refusal('htm is absent, no string, empty or too long')],
  ['no htu', { htu: undefined }, refusal('htu is absent, no string, empty or too long')],
  ['htu in a list', { htu: [uri] }, refusal('htu is absent, no string, empty or too long')],
  ['another path', { htu: `${testIssuer}/introspect` }, refusal('htu is not the URI of the request')],
  ['another port', { htu: 'http://127.0.0.1:8415/token' }, refusal('htu is not the URI of the request')],
  ['no jti', { jti: undefined }, refusal('jti is absent, no string, empty or too long')],
  ['a long jti', { jti: 'j'.repeat(257) }, refusal('jti is absent, no string, empty or too long')],
  ['no iat', { iat: undefined }, refusal('iat is absent')],
  ['iat a minute ahead', { iat: now + 60 }, 'taken'],
  ['iat further ahead', { iat: now + 61 }, refusal('iat lies ahead')],
  ['iat five minutes back', { iat: now - 300 }, 'taken'],
  ['iat further back', { iat: now - 301 }, refusal('iat lies too far back')],
  ['exp passed', { exp: now }, refusal('it has expired')],
  ['nbf ahead', { nbf: now + 61 }, refusal('nbf lies ahead')],
  ['ath where no token comes', { ath }, 'taken'],
])('%s', async (_name, more, answer) => {
  expect(await judge(more)).toBe(answer);
});

test.each<[string, boolean]>([
  ['HTTP://127.0.0.1:8414/token', true],
  [`${uri}?a=1#b`, true],
  [`${testIssuer}/%74oken`, true],
  [`${testIssuer}/x/../token`, true],
  [`${testIssuer}/./token`, true],
  [`${testIssuer}/token/`, false],
  [`${testIssuer}//token`, false],
  [`${testIssuer}/Token`, false],
  [`${testIssuer}/%2Ftoken`, false],
  ['http://user@127.0.0.1:8414/token', false],
  ['http://127.0.0.1:8414@evil.test/token', false],
  ['http://2130706433:8414/token', false],
  ['http:\\\\127.0.0.1:8414\\token', false],
  ['https://127.0.0.1:8414/token', false],
  ['/token', false],
  ['file:///token', false],
  [` ${uri}`, false],
  [`${uri}\n`, false],
])('htu %s', async (htu, isSame) => {
  expect(await judge({ htu })).toBe(isSame ? 'taken' : refusal('htu is not the URI of the request'));
});

test('a default port and an empty path are what they stand for (RFC 3986 §6.2.3)', async () => {
  const text = under(sealed(header, { ...claims, htu: 'https://RS.test:443' }, key));
  expect(await answerOf(verifyProof(text, 'POST', 'https://rs.test/', {}, ports))).toBe('taken');
});

test('a proof that comes with a token names it, and a bound token needs its own key', async () => {
  expect(await judge({ ath }, { accessToken: 'nhi_at_x', expectedJkt: jkt })).toBe('taken');
  expect(await judge({ ath }, { accessToken: 'nhi_at_y' })).toBe(refusal('ath is not the hash of the token'));
  expect(await judge({}, { accessToken: 'nhi_at_x' })).toBe(refusal('ath is not the hash of the token'));
  expect(await judge({}, { expectedJkt: 'x' })).toBe(refusal('it proves another key than the bound one'));
});

test('exactly one header', async () => {
  const text = sealed(header, claims, key);
  const count = refusal('there is not exactly one DPoP header');
  for (const headers of [new Map(), under(), under(text, text)]) {
    expect(await answerOf(verifyProof(headers, 'POST', uri, {}, ports))).toBe(count);
  }
});

test('the key in a proof is public, asymmetric and large enough', async () => {
  const { d } = key.privateKey.export({ format: 'jwk' });
  const jwks: readonly unknown[] = [
    { ...jwk, d },
    { kty: 'oct', k: 'AAAA' },
    { ...jwk, kty: 'oct' },
    { ...jwk, crv: 'P-384' },
    { ...jwk, alg: 'ES384' },
    { ...jwk, x: 'AAAA' },
    { ...jwk, use: 'enc' },
    { ...jwk, key_ops: ['sign'] },
    { ...jwk, y: Buffer.alloc(32, 7).toString('base64url') },
    JSON.stringify(jwk),
    [jwk],
    null,
    undefined,
  ];
  for (const each of jwks) {
    const text = sealed({ ...header, jwk: each }, claims, key);
    expect(await answerOf(verifyProof(under(text), 'POST', uri, {}, ports))).toMatch(/^invalid_dpop_proof 400 DPoP: /);
  }
});

test('an RSA key in a proof may sign by either RSA algorithm unless it names one', async () => {
  const rsa = aSigningKey('PS256');
  const { alg: _named, ...unnamed } = rsa.publicJwk;
  const by = (given: object) =>
    answerOf(verifyProof(under(sealed({ ...header, alg: 'PS256', jwk: given }, claims, rsa)), 'POST', uri, {}, ports));
  expect(await by(unnamed)).toBe('taken');
  expect(await by({ ...unnamed, alg: 'RS256' })).toBe(refusal('alg is not RS256, which its key signs by'));
});

test('nonces: asked for with the one to use, good for five minutes at least, any number of times', async () => {
  const system = createTestSystem({ now: testNow });
  const own = createProofNonces({ clock: system.clock, random: system.random });
  const strict = { ...portsWith(true, system.clock), nonces: own };
  const send = (nonce?: string) => {
    const said = { ...claims, iat: system.clock.now() / 1000, nonce };
    return verifyProof(under(sealed(header, said, key)), 'POST', uri, {}, strict);
  };
  const asked: unknown = await send().catch((error: unknown) => error);
  expect(asked).toMatchObject({ code: 'use_dpop_nonce', status: 400, headers: { 'DPoP-Nonce': own.current() } });
  const nonce = own.current();
  expect(await answerOf(send(nonce))).toBe('taken');
  expect(await answerOf(send(nonce))).toBe('taken');
  expect(await answerOf(send('made up'))).toBe('use_dpop_nonce 400 DPoP: the nonce is not one of ours, or old');
  system.clock.advance(300_000);
  expect(await answerOf(send(nonce))).toBe('taken');
  system.clock.advance(300_000);
  expect(await answerOf(send(nonce))).toBe('use_dpop_nonce 400 DPoP: the nonce is not one of ours, or old');
  const another = createProofNonces({ clock: system.clock, random: system.random });
  expect(another.isAccepted(own.current())).toBe(false);
});
