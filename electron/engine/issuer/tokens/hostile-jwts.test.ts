import fc from 'fast-check';
import { expect, test } from 'vitest';
import { algorithms } from '#engine/issuer/model.ts';
import { IssuerRegister } from '#engine/issuer/state.ts';
import { testNow } from '#test/support/builders.ts';
import { aSigningKey, sealed } from '#test/support/forged-jwts.ts';
import { type GenuineJwt, hostileJwts } from '#test/support/hostile-jwts.ts';
import { aClient, aToken, testIssuer } from '#test/support/issuer-builders.ts';
import { createTestSystem } from '#test/support/test-system.ts';
import { claimsOf } from './access-token.ts';
import { base64urlOfHex } from './base64url.ts';
import { verifyAssertion, verifyTrustedAssertion } from './client-assertion.ts';
import { verifyProof } from './dpop.ts';
import { createProofNonces } from './proof-nonces.ts';
import { readAccessToken } from './read-token.ts';
import { createVerifiedTokens } from './verified-tokens.ts';

/** What takes a JWT. Any answer but these two is a defect of the entry. */
interface Entry extends GenuineJwt {
  readonly name: string;
  isTaken(text: string): Promise<boolean>;
}

const { clock, hash, random } = createTestSystem({ now: testNow });
const settings = {
  algorithm: 'EdDSA',
  registration: false,
  dpopNonces: false,
  assertionAudience: 'issuer',
} as const;
const ports = { issuer: testIssuer, settings, clock, hash, nonces: createProofNonces({ clock, random }) };
const now = testNow / 1000;
const keys = algorithms.map(aSigningKey);

const isRefusal = (error: unknown): boolean =>
  error instanceof Error && ['JwtRefusal', 'OAuthError'].includes(error.name) && error.message !== '';
const taken = async (answer: Promise<unknown>): Promise<boolean> =>
  answer.then(
    () => true,
    (error: unknown) => {
      if (!isRefusal(error)) throw error;
      return false;
    },
  );

const accessTokens = keys.map((key): Entry => {
  const state = new IssuerRegister();
  const { algorithm, publicJwk } = key;
  const token = aToken({ kid: 'key-1', parents: [] });
  const jwk = { ...publicJwk, kid: 'key-1' };
  const signingKey = { kid: 'key-1', algorithm, jwk, createdAt: testNow, status: 'active' } as const;
  const issuer = [
    { is: 'key', key: signingKey },
    { is: 'client', client: aClient() },
    { is: 'token', token },
  ];
  state.apply({ at: new Date(testNow).toISOString(), data: { issuer } });
  const ports = { issuer: testIssuer, state, hash, verified: createVerifiedTokens(state, hash) };
  return {
    name: `${algorithm} access token`,
    use: 'access_token',
    header: { alg: algorithm, typ: 'at+jwt', kid: 'key-1' },
    claims: claimsOf(token),
    key,
    isTaken: async (text) => (await readAccessToken(text, ports, testNow)).is === 'token',
  };
});

const assertions = keys.flatMap((key): Entry[] => {
  const own = [{ ...key.publicJwk, kid: 'own' }];
  const genuine: GenuineJwt = {
    use: 'client_assertion',
    header: { alg: key.algorithm, typ: 'JWT', kid: 'own' },
    claims: { iss: 'billing', sub: 'billing', aud: testIssuer, exp: now + 60, iat: now, jti: 'assertion-1' },
    key,
  };
  const trust = { issuer: 'billing', subject: 'billing', keys: own };
  const client = aClient({ id: 'billing', auth: 'private_key_jwt', keys: own });
  return [
    {
      ...genuine,
      name: `${key.algorithm} client assertion`,
      isTaken: (text) => taken(verifyAssertion(text, client, ports)),
    },
    {
      ...genuine,
      name: `${key.algorithm} assertion of a trusted issuer`,
      isTaken: (text) => taken(verifyTrustedAssertion(text, trust, ports)),
    },
  ];
});

const proofs = keys.map((key): Entry => {
  const htu = `${testIssuer}/token`;
  const demand = { accessToken: 'token' };
  return {
    name: `${key.algorithm} DPoP proof`,
    use: 'dpop_proof',
    header: { alg: key.algorithm, typ: 'dpop+jwt', jwk: key.publicJwk },
    claims: { jti: 'proof-1', htm: 'POST', htu, iat: now, ath: base64urlOfHex(hash.sha256('token')) },
    key,
    isTaken: (text) => taken(verifyProof(new Map([['dpop', [text]]]), 'POST', htu, demand, ports)),
  };
});

test.each([...accessTokens, ...assertions, ...proofs])(
  '$name: the genuine one is taken, hostile ones are not',
  async (entry) => {
    const text = sealed(entry.header, entry.claims, entry.key);
    expect(await entry.isTaken(text)).toBe(true);
    const cases = Object.entries(hostileJwts(entry)).filter(([, hostile]) => hostile !== text);
    expect(cases.length).toBeGreaterThan(150);
    const wronglyTaken: string[] = [];
    for (const [name, hostile] of cases) if (await entry.isTaken(hostile)) wronglyTaken.push(name);
    expect(wronglyTaken).toEqual([]);
  },
);

test.each([...accessTokens, ...assertions, ...proofs])('$name: one changed character is enough', async (entry) => {
  const text = sealed(entry.header, entry.claims, entry.key);
  const change = fc.record({
    at: fc.nat({ max: text.length - 1 }),
    character: fc.oneof(
      fc.constantFrom(...'ABCxyz019-_.=+/ '),
      fc.string({ minLength: 1, maxLength: 1, unit: 'binary' }),
    ),
    how: fc.constantFrom('replace', 'insert', 'delete'),
  });
  await fc.assert(
    fc.asyncProperty(change, async ({ at, character, how }) => {
      const kept = how === 'delete' ? '' : character;
      const changed = `${text.slice(0, at)}${kept}${text.slice(how === 'insert' ? at : at + 1)}`;
      fc.pre(changed !== text);
      expect(await entry.isTaken(changed)).toBe(false);
    }),
    { numRuns: 120 },
  );
});

test('what is harmless is taken: case and prefix of typ, unknown members, white space, 31 levels', async () => {
  for (const entry of [...accessTokens, ...assertions, ...proofs]) {
    const typ = String(entry.header['typ']);
    const headers = [
      { typ: typ.toUpperCase() },
      { typ: `application/${typ}` },
      { typ: `APPLICATION/${typ}` },
      { x: { y: [1] } },
    ];
    for (const more of headers)
      expect(await entry.isTaken(sealed({ ...entry.header, ...more }, entry.claims, entry.key))).toBe(true);
    const spaced = JSON.stringify(entry.claims, null, 2);
    expect(await entry.isTaken(sealed(entry.header, spaced, entry.key))).toBe(true);
    const deep = `${JSON.stringify(entry.header).slice(0, -1)},"x":${'['.repeat(31)}"a\\u00e9]{\\"a\\":1}"${']'.repeat(31)}}`;
    expect(await entry.isTaken(sealed(deep, entry.claims, entry.key))).toBe(true);
  }
});
