import { expect, test } from 'vitest';
import { testNow } from '#test/support/builders.ts';
import { aSigningKey, sealed } from '#test/support/forged-jwts.ts';
import { aClient, testIssuer } from '#test/support/issuer-builders.ts';
import { createTestSystem } from '#test/support/test-system.ts';
import { type AssertionPorts, claimedParty, verifyAssertion, verifyTrustedAssertion } from './client-assertion.ts';

const { clock } = createTestSystem({ now: testNow });
const portsFor = (assertionAudience: 'issuer' | 'issuer_or_token_endpoint'): AssertionPorts => ({
  issuer: testIssuer,
  clock,
  settings: { algorithm: 'EdDSA', registration: false, dpopNonces: false, assertionAudience },
});
const ports = portsFor('issuer');
const now = testNow / 1000;
const [first, second, elliptic] = [aSigningKey('EdDSA'), aSigningKey('EdDSA'), aSigningKey('ES256')];
const keys = [
  { ...first.publicJwk, kid: 'first' },
  { ...second.publicJwk, kid: 'second' },
  { ...elliptic.publicJwk, kid: 'elliptic' },
];
const client = aClient({ id: 'billing', auth: 'private_key_jwt', keys });
const claims = { iss: 'billing', sub: 'billing', aud: testIssuer, exp: now + 60, jti: 'one' };
const header = { alg: 'EdDSA', kid: 'first' };
const reasonOf = (answer: Promise<unknown>): Promise<string> =>
  answer.then(
    () => 'taken',
    (error: Error) => (error.name === 'JwtRefusal' ? error.message : `bug: ${error.message}`),
  );
const judge = (more: object, from = ports): Promise<string> =>
  reasonOf(verifyAssertion(sealed(header, { ...claims, ...more }, first), client, from));

test('an assertion says whom it stands for and what it spends', async () => {
  const text = sealed(header, claims, first);
  expect(claimedParty(text)).toEqual({ issuer: 'billing', subject: 'billing' });
  expect(await verifyAssertion(text, client, ports)).toEqual({
    issuer: 'billing',
    subject: 'billing',
    jti: 'one',
    replayKey: 'assertion:billing:one',
    until: testNow + 120_000,
    signals: [],
  });
});

test.each<[string, object, string]>([
  ['exp at the end of five minutes', { exp: now + 300 }, 'taken'],
  ['exp later', { exp: now + 300.1 }, 'it expires too far ahead'],
  ['exp in a fraction of a second', { exp: now + 0.5 }, 'taken'],
  ['exp now', { exp: now }, 'it has expired'],
  ['exp long ago', { exp: 0 }, 'it has expired'],
  ['exp before any time', { exp: -1e300 }, 'it has expired'],
  ['exp after all time', { exp: 1e300 }, 'it expires too far ahead'],
  ['no exp', { exp: undefined }, 'exp is absent'],
  ['iat a minute ahead', { iat: now + 60 }, 'taken'],
  ['iat further ahead', { iat: now + 61 }, 'iat lies ahead'],
  ['iat five minutes back', { iat: now - 300 }, 'taken'],
  ['iat further back', { iat: now - 301 }, 'iat lies too far back'],
  ['nbf a minute ahead', { nbf: now + 60 }, 'taken'],
  ['nbf further ahead', { nbf: now + 61 }, 'nbf lies ahead'],
  ['nbf long ago', { nbf: 0 }, 'taken'],
  ['jti of 128 characters', { jti: 'j'.repeat(128) }, 'taken'],
  ['jti of 129 characters', { jti: 'j'.repeat(129) }, 'jti is absent, no string, empty or too long'],
  ['an empty jti', { jti: '' }, 'jti is absent, no string, empty or too long'],
  ['a number as jti', { jti: 1 }, 'jti is absent, no string, empty or too long'],
  ['no jti', { jti: undefined }, 'jti is absent, no string, empty or too long'],
  ['another iss', { iss: 'orders' }, 'iss is not who signs for it'],
  ['iss in other case', { iss: 'Billing' }, 'iss is not who signs for it'],
  ['iss in a list', { iss: ['billing'] }, 'iss is not who signs for it'],
  ['another sub', { sub: 'orders' }, 'sub is not whom it may speak of'],
  ['no sub', { sub: undefined }, 'sub is not whom it may speak of'],
  ['aud in a list of one', { aud: [testIssuer] }, 'taken'],
  ['aud in a list of two', { aud: [testIssuer, 'http://rs.test'] }, 'aud is not this issuer alone'],
  ['aud twice', { aud: [testIssuer, testIssuer] }, 'aud is not this issuer alone'],
  ['aud nested', { aud: [[testIssuer]] }, 'aud is not this issuer alone'],
  ['no aud', { aud: undefined }, 'aud is not this issuer alone'],
  ['an empty aud', { aud: [] }, 'aud is not this issuer alone'],
  ['the token endpoint as aud', { aud: `${testIssuer}/token` }, 'aud is not this issuer alone'],
  ['aud with a slash', { aud: `${testIssuer}/` }, 'aud is not this issuer alone'],
  ['aud in other case', { aud: testIssuer.toUpperCase() }, 'aud is not this issuer alone'],
  ['aud by another name', { aud: testIssuer.replace('127.0.0.1', 'localhost') }, 'aud is not this issuer alone'],
])('%s', async (_name, more, answer) => {
  expect(await judge(more)).toBe(answer);
});

test('the token endpoint is an audience only by the setting, and so is nothing else', async () => {
  const lenient = portsFor('issuer_or_token_endpoint');
  expect(await judge({ aud: `${testIssuer}/token` }, lenient)).toBe('taken');
  expect(await judge({ aud: testIssuer }, lenient)).toBe('taken');
  expect(await judge({ aud: `${testIssuer}/introspect` }, lenient)).toBe('aud is not this issuer alone');
  expect(await judge({ aud: [testIssuer, `${testIssuer}/token`] }, lenient)).toBe('aud is not this issuer alone');
});

test('kid names the key; without it every key of the algorithm is tried', async () => {
  const by = (head: object, key = first) => reasonOf(verifyAssertion(sealed(head, claims, key), client, ports));
  expect(await by({ alg: 'EdDSA' }, second)).toBe('taken');
  expect(await by({ alg: 'ES256' }, elliptic)).toBe('taken');
  expect(await by({ alg: 'EdDSA', kid: 'second' }, second)).toBe('taken');
  expect(await by({ alg: 'EdDSA', kid: 'first' }, second)).toBe('the signature is wrong');
  expect(await by({ alg: 'EdDSA', kid: 'elliptic' }, first)).toBe('alg is not ES256, which its key signs by');
  expect(await by({ alg: 'RS256' }, first)).toBe('no key fits its kid and alg');
  expect(await by({ alg: 'EdDSA' }, aSigningKey('EdDSA'))).toBe('the signature is wrong');
});

test('a client without keys has no assertions', async () => {
  const text = sealed({ alg: 'EdDSA' }, claims, first);
  const bare = aClient({ id: 'billing', auth: 'private_key_jwt' });
  expect(await reasonOf(verifyAssertion(text, bare, ports))).toBe('no key fits its kid and alg');
});

test('a trust record is for one issuer and one subject, and an authentication is no grant', async () => {
  const trust = { issuer: 'https://ci.test', subject: 'job:42', keys: [{ ...first.publicJwk, kid: 'first' }] };
  const said = { ...claims, iss: 'https://ci.test', sub: 'job:42' };
  const by = (more: object, head: object = header) =>
    reasonOf(verifyTrustedAssertion(sealed(head, { ...said, ...more }, first), trust, ports));
  expect(await by({})).toBe('taken');
  expect(await by({ iss: 'https://ci.test/' })).toBe('iss is not who signs for it');
  expect(await by({ sub: 'job:43' })).toBe('sub is not whom it may speak of');
  expect(await by({}, { ...header, typ: 'client-authentication+jwt' })).toBe('typ says that it is for another use');
});
