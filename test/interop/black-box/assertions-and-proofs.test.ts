// What is signed and works once: RFC 7523 in both its uses, RFC 9449, SECURITY.md rows 18 to 21; asked from outside.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Answered,
  ask,
  assertion,
  assertionForm,
  basic,
  claimsIn,
  dpop,
  expectRefusal,
  headerIn,
  newKey,
  type Parameters,
} from '#test/support/black-box.ts';
import { aSigningKey } from '#test/support/forged-jwts.ts';
import { type ClientCredentials, type IssuerProcess, startIssuer } from '#test/support/issuer-process.ts';

const bearerGrant = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const key = newKey();
const platformKey = newKey();

let process: IssuerProcess;
let url: string;
let service: ClientCredentials;
let signer: ClientCredentials;
let workload: ClientCredentials;
let bound: ClientCredentials;

beforeAll(async () => {
  process = await startIssuer();
  url = process.issuer;
  service = await process.addClient('service');
  const jwks = { keys: [{ ...key.publicJwk, kid: 'k1' }] };
  signer = await process.addClient('signer', { auth: 'private_key_jwt', jwks });
  const trust = { issuer: 'https://ci.example', subject: 'repo:shop', jwks: { keys: [platformKey.publicJwk] } };
  workload = await process.addClient('workload', { kind: 'workload', grant: bearerGrant, trust, scope: 'orders.read' });
  bound = await process.addClient('bound', { 'dpop-bound': true });
});
afterAll(() => process.stop());

type Who = () => ClientCredentials;
const grant = { grant_type: 'client_credentials' };
const as = ({ client_id, client_secret }: ClientCredentials) => basic(client_id, client_secret ?? '');
const send = (form: Parameters, headers: Readonly<Record<string, string>> = {}): Promise<Answered> =>
  ask(url, '/token', { form, headers });

describe('private_key_jwt (RFC 7523 §3, SECURITY.md row 19)', () => {
  const sign = (claims: object = {}, aud: unknown = url, header: object = { kid: 'k1' }): Parameters =>
    assertionForm(assertion(key, signer.client_id, aud, claims, header));
  const now = (): number => Math.floor(Date.now() / 1000);

  it('is taken once', async () => {
    const form = { ...grant, ...sign() };
    expect((await send(form)).status).toBe(200);
    expectRefusal(await send(form), 'invalid_client', 401);
  });

  it('is taken once of many at the same time', async () => {
    const form = { ...grant, ...sign() };
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(form)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it.each<[string, () => Parameters]>([
    ['the token endpoint as audience', () => sign({}, `${url}/token`)],
    ['two audiences', () => sign({}, [url, 'https://other.example'])],
    ['another audience', () => sign({}, 'https://other.example')],
    ['an audience with a slash more', () => sign({}, `${url}/`)],
    ['no audience', () => sign({ aud: undefined })],
    ['no exp', () => sign({ exp: undefined })],
    ['an exp that has passed', () => sign({ exp: now() - 1 })],
    ['an exp too far ahead', () => sign({ exp: now() + 400 })],
    ['an nbf ahead', () => sign({ nbf: now() + 120 })],
    ['an iat ahead', () => sign({ iat: now() + 120 })],
    ['an iat far back', () => sign({ iat: now() - 400 })],
    ['no jti', () => sign({ jti: undefined })],
    ['a jti that is no text', () => sign({ jti: 7 })],
    ['a jti of 129 characters', () => sign({ jti: 'j'.repeat(129) })],
    ['another issuer', () => sign({ iss: 'other' })],
    ['another subject', () => sign({ sub: service.client_id })],
    ['a name of no key', () => sign({}, url, { kid: 'k2' })],
    ['the type of an access token', () => sign({}, url, { typ: 'at+jwt' })],
    ['the type of a proof', () => sign({}, url, { typ: 'dpop+jwt' })],
    ['the key of somebody else', () => assertionForm(assertion(newKey(), signer.client_id, url, {}, { kid: 'k1' }))],
  ])('with %s: 401', async (_what, form) => {
    expectRefusal(await send({ ...grant, ...form() }), 'invalid_client', 401);
  });

  it('may name its type, and the audience in a list of one', async () => {
    const typed = sign({}, [url], { typ: 'client-authentication+jwt' });
    expect((await send({ ...grant, ...typed })).status).toBe(200);
  });

  it('may name the token endpoint where the policy says so', async () => {
    const lax = await startIssuer({ argv: ['--assertion-audience', 'issuer_or_token_endpoint', '--alg', 'PS256'] });
    try {
      const { client_id } = await lax.addClient('signer', { auth: 'private_key_jwt', jwks: key.publicJwk });
      for (const aud of [lax.issuer, `${lax.issuer}/token`]) {
        const form = { ...grant, ...assertionForm(assertion(key, client_id, aud)) };
        const { status, json } = await ask(lax.issuer, '/token', { form });
        expect([status, headerIn(String(json['access_token']))['alg']]).toEqual([200, 'PS256']);
      }
      const form = { ...grant, ...assertionForm(assertion(key, client_id, `${lax.issuer}/introspect`)) };
      expect((await ask(lax.issuer, '/token', { form })).status).toBe(401);
    } finally {
      await lax.stop();
    }
  });
});

describe('an assertion as a grant (RFC 7523 §2.1, §3.1)', () => {
  const claim = (claims: object = {}, by = platformKey, header: object = {}): string =>
    assertion(by, 'unused', url, { iss: 'https://ci.example', sub: 'repo:shop', ...claims }, header);
  const bear = (value: string, more: Parameters = {}) =>
    send({ grant_type: bearerGrant, assertion: value, ...more }, as(workload));

  it('of whom the client trusts gives a token in the client’s name, once', async () => {
    const value = claim();
    const { status, json } = await bear(value, { scope: 'orders.read' });
    expect([status, json['scope']]).toEqual([200, 'orders.read']);
    expect(claimsIn(String(json['access_token']))).toMatchObject({ sub: workload.client_id });
    expectRefusal(await bear(value), 'invalid_grant');
  });

  it.each<[string, () => string]>([
    ['of another issuer', () => claim({ iss: 'https://ci.example.evil' })],
    ['of another subject', () => claim({ sub: 'repo:other' })],
    ['signed by another key', () => claim({}, newKey())],
    ['for another audience', () => claim({ aud: 'https://other.example' })],
    ['without exp', () => claim({ exp: undefined })],
    ['that has expired', () => claim({ exp: Math.floor(Date.now() / 1000) - 1 })],
    ['without jti', () => claim({ jti: undefined })],
    ['that is a client assertion by its type', () => claim({}, platformKey, { typ: 'client-authentication+jwt' })],
    ['that is no JWT', () => 'abc'],
  ])('%s: invalid_grant', async (_what, value) => expectRefusal(await bear(value()), 'invalid_grant'));

  it('that is missing is invalid_request, and its scope is narrowed like any other', async () => {
    expectRefusal(await send({ grant_type: bearerGrant }, as(workload)), 'invalid_request');
    expectRefusal(await bear(claim(), { scope: 'admin' }), 'invalid_scope');
  });
});

describe('DPoP (RFC 9449 §4, §5)', () => {
  const prover = newKey();
  const here = (): string => `${url}/token`;
  const prove = (proof: string, who: Who = () => service) => send(grant, { ...as(who()), dpop: proof });

  it('binds the token', async () => {
    const { status, json } = await prove(dpop(prover, here()));
    expect([status, json['token_type']]).toEqual([200, 'DPoP']);
    expect(claimsIn(String(json['access_token']))['cnf']).toEqual({ jkt: expect.stringMatching(/^[\w-]{43}$/) });
  });

  it('takes a proof once, also of many at the same time', async () => {
    const proof = dpop(prover, here());
    const answers = await Promise.all(Array.from({ length: 8 }, () => prove(proof)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const each of answers.filter(({ status }) => status !== 200)) expectRefusal(each, 'invalid_dpop_proof');
  });

  const jti = randomUUID();
  it.each<[string, () => string]>([
    ['for another method', () => dpop(prover, here(), { claims: { htm: 'GET' } })],
    ['for a method in small letters', () => dpop(prover, here(), { claims: { htm: 'post' } })],
    ['for another address', () => dpop(prover, `${url}/introspect`)],
    ['for another port', () => dpop(prover, 'http://127.0.0.1:1/token')],
    ['for another scheme', () => dpop(prover, here().replace('http:', 'https:'))],
    ['without htm', () => dpop(prover, here(), { claims: { htm: undefined } })],
    ['without htu', () => dpop(prover, here(), { claims: { htu: undefined } })],
    ['without jti', () => dpop(prover, here(), { claims: { jti: undefined } })],
    ['without iat', () => dpop(prover, here(), { claims: { iat: undefined } })],
    ['of an hour ago', () => dpop(prover, here(), { claims: { iat: Math.floor(Date.now() / 1000) - 3600 } })],
    ['of tomorrow', () => dpop(prover, here(), { claims: { iat: Math.floor(Date.now() / 1000) + 86_400 } })],
    ['of another type', () => dpop(prover, here(), { header: { typ: 'JWT' } })],
    ['without a key', () => dpop(prover, here(), { header: { jwk: undefined } })],
    ['with the key of somebody else', () => dpop(prover, here(), { header: { jwk: newKey().publicJwk } })],
    [
      'with a private key',
      () => dpop(prover, here(), { header: { jwk: prover.privateKey.export({ format: 'jwk' }) } }),
    ],
    ['with a shared secret', () => dpop(prover, here(), { header: { jwk: { kty: 'oct', k: 'c2VjcmV0' } } })],
    ['with alg none', () => dpop(prover, here(), { header: { alg: 'none' } })],
    ['twice in one header', () => `${dpop(prover, here())}, ${dpop(prover, here(), { claims: { jti } })}`],
    ['that is no JWT', () => 'abc'],
  ])('%s: invalid_dpop_proof', async (_what, proof) => expectRefusal(await prove(proof()), 'invalid_dpop_proof'));

  it('compares the address as RFC 3986 §6.2.2 normalises it, without its query', async () => {
    const { host } = new URL(url);
    for (const uri of [`HTTP://${host}/token`, `${here()}?a=b#c`, `${url}/x/../token`, `${url}/%74oken`]) {
      expect([uri, (await prove(dpop(prover, uri))).status]).toEqual([uri, 200]);
    }
  });

  it('is what a client that is held to it must bring', async () => {
    expectRefusal(await send(grant, as(bound)), 'invalid_dpop_proof');
    expect((await prove(dpop(prover, here()), () => bound)).status).toBe(200);
  });

  it('may be made with each algorithm of the metadata', async () => {
    for (const algorithm of ['EdDSA', 'ES256', 'RS256', 'PS256'] as const) {
      expect((await prove(dpop(aSigningKey(algorithm), here()))).status).toBe(200);
    }
  });

  it('asks for a nonce where the policy says so (§8), which works more than once', async () => {
    const strict = await startIssuer({ dpopNonces: true });
    try {
      const { client_id, client_secret } = await strict.addClient('service');
      const there = `${strict.issuer}/token`;
      const proven = (claims: object) => {
        const headers = {
          ...basic(client_id, client_secret ?? ''),
          dpop: dpop(prover, there, { claims: { ...claims } }),
        };
        return ask(strict.issuer, '/token', { form: grant, headers });
      };
      const first = await proven({});
      expectRefusal(first, 'use_dpop_nonce');
      const nonce = first.headers['dpop-nonce'];
      expect(nonce).toMatch(/^[\x21\x23-\x5b\x5d-\x7e]+$/);
      for (const _ of [1, 2]) expect((await proven({ nonce })).status).toBe(200);
      expectRefusal(await proven({ nonce: 'made-up' }), 'use_dpop_nonce');
      expect((await proven({ nonce })).headers['dpop-nonce']).toBeDefined();
    } finally {
      await strict.stop();
    }
  });
});
