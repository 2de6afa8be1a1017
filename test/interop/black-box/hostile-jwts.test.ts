// Every way we know to make a JWT that must not be taken, at every place that takes one, through the port (SECURITY.md rows
// 19 to 21, 25). What the issuer signs itself cannot be forged from outside but by changing it, or with a key of one's own.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, basic, claimsIn, headerIn, newKey, type Parameters } from '#test/support/black-box.ts';
import type { TestKey } from '#test/support/forged-jwts.ts';
import { hostileJwts } from '#test/support/hostile-jwts.ts';
import { type ClientCredentials, type IssuerProcess, startIssuer } from '#test/support/issuer-process.ts';

const exchangeGrant = 'urn:ietf:params:oauth:grant-type:token-exchange';
const bearerGrant = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const accessToken = 'urn:ietf:params:oauth:token-type:access_token';
const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const key = newKey();
const now = (): number => Math.floor(Date.now() / 1000);

let process: IssuerProcess;
let url: string;
let service: ClientCredentials;
let signer: ClientCredentials;
let workload: ClientCredentials;
let token: string;

beforeAll(async () => {
  process = await startIssuer();
  url = process.issuer;
  const jwks = { keys: [{ ...key.publicJwk, kid: 'k1' }] };
  service = await process.addClient('service', {
    grant: ['client_credentials', exchangeGrant],
    'may-introspect': true,
  });
  signer = await process.addClient('signer', { auth: 'private_key_jwt', jwks });
  const trust = { issuer: 'https://ci.example', subject: 'job', jwks };
  workload = await process.addClient('workload', { grant: bearerGrant, trust });
  const { json } = await post('/token', service, { grant_type: 'client_credentials' });
  token = String(json['access_token']);
});
afterAll(() => process.stop());

const as = ({ client_id, client_secret }: ClientCredentials) => basic(client_id, client_secret ?? '');
const post = (path: string, who: ClientCredentials, form: Parameters, headers: Record<string, string> = {}) =>
  ask(url, path, { form, headers: { ...as(who), ...headers } });

/** What can be sent in a form, or in a header, and still be the JWT that was made. */
const isSendable = (jwt: string, inHeader: boolean): boolean =>
  jwt.length < 60_000 && (!inHeader || (/^[\x21-\x7e]+$/.test(jwt) && jwt.length < 14_000));

/** None is taken; each is refused with the error of its standard; no answer takes long. */
async function expectNone(
  jwts: Readonly<Record<string, string>>,
  send: (jwt: string) => ReturnType<typeof ask>,
  expected: readonly [status: number, said: string],
): Promise<void> {
  const wrong: unknown[] = [];
  for (const [name, jwt] of Object.entries(jwts)) {
    const { status, json, text } = await send(jwt);
    const said = String(json['error'] ?? text);
    // An empty parameter is an absent one (RFC 6749 §3.2).
    if (jwt !== '' && (status !== expected[0] || said !== expected[1])) wrong.push([name, status, said]);
    if (jwt === '' && status !== 400 && status !== 401) wrong.push([name, status, said]);
  }
  expect(wrong).toEqual([]);
}

const only = (jwts: Readonly<Record<string, string>>, inHeader = false) =>
  Object.fromEntries(Object.entries(jwts).filter(([, jwt]) => isSendable(jwt, inHeader)));

describe('a hostile JWT is taken nowhere', () => {
  it('as a client assertion', async () => {
    const claims = {
      iss: signer.client_id,
      sub: signer.client_id,
      aud: url,
      exp: now() + 120,
      iat: now(),
      jti: randomUUID(),
    };
    const jwts = hostileJwts({ use: 'client_assertion', header: { alg: 'ES256', kid: 'k1' }, claims, key });
    const send = (jwt: string) =>
      ask(url, '/token', {
        form: { grant_type: 'client_credentials', client_assertion_type: assertionType, client_assertion: jwt },
      });
    await expectNone(only(jwts), send, [401, 'invalid_client']);
  });

  it('as an assertion that stands for a workload', async () => {
    const claims = { iss: 'https://ci.example', sub: 'job', aud: url, exp: now() + 120, iat: now(), jti: randomUUID() };
    const jwts = hostileJwts({ use: 'client_assertion', header: { alg: 'ES256', kid: 'k1' }, claims, key });
    const send = (jwt: string) => post('/token', workload, { grant_type: bearerGrant, assertion: jwt });
    await expectNone(only(jwts), send, [400, 'invalid_grant']);
  });

  it('as a proof', async () => {
    const { kty, crv, x, y } = key.publicJwk;
    const header = { alg: 'ES256', typ: 'dpop+jwt', jwk: { kty, crv, x, y } };
    const claims = { htm: 'POST', htu: `${url}/token`, iat: now(), jti: randomUUID() };
    const jwts = hostileJwts({ use: 'dpop_proof', header, claims, key });
    const send = (jwt: string) => post('/token', service, { grant_type: 'client_credentials' }, { dpop: jwt });
    await expectNone(only(jwts, true), send, [400, 'invalid_dpop_proof']);
  });

  /** Forged with a key of one's own, under the name of the issuer's. */
  const forged = (own: TestKey) =>
    hostileJwts({
      use: 'access_token',
      header: { ...headerIn(token), alg: 'ES256' },
      claims: claimsIn(token),
      key: own,
    });

  it('as a token at introspection and revocation', async () => {
    const jwts = only(forged(newKey()));
    await expectNone(jwts, (jwt) => post('/introspect', service, { token: jwt }), [200, '{"active":false}']);
    await expectNone(jwts, (jwt) => post('/revoke', service, { token: jwt }), [200, '']);
    const { json } = await post('/introspect', service, { token });
    expect(json['active']).toBe(true);
  });

  it('as a subject or actor token', async () => {
    const jwts = only(forged(newKey()));
    const subject = (jwt: string) =>
      post('/token', service, { grant_type: exchangeGrant, subject_token: jwt, subject_token_type: accessToken });
    await expectNone(jwts, subject, [400, 'invalid_request']);
    const own = { grant_type: exchangeGrant, subject_token: token, subject_token_type: accessToken };
    const actor = (jwt: string) => post('/token', service, { ...own, actor_token: jwt, actor_token_type: accessToken });
    await expectNone(jwts, actor, [400, 'invalid_request']);
  });

  it('when it is a genuine token that was respelled or cut', async () => {
    const [head = '', body = '', signature = ''] = token.split('.');
    const changed = [
      `${head}.${body}.${signature}=`,
      `${head}.${body}.${signature.slice(0, -1)}`,
      `${head}.${body}.`,
      ` ${token}`,
      `${token} `,
      `${token}\n`,
      `${head}.${body}.${signature}.${signature}`,
      `${body}.${head}.${signature}`,
      token.toUpperCase(),
    ];
    for (const value of changed) {
      expect([value, (await post('/introspect', service, { token: value })).text]).toEqual([value, '{"active":false}']);
    }
  });

  it('when it is the token of another issuer with a look-alike name', async () => {
    const other = await startIssuer();
    try {
      const { client_id, client_secret } = await other.addClient('service');
      const headers = basic(client_id, client_secret ?? '');
      const answer = await ask(other.issuer, '/token', { form: { grant_type: 'client_credentials' }, headers });
      const foreign = String(answer.json['access_token']);
      expect((await post('/introspect', service, { token: foreign })).text).toBe('{"active":false}');
      const form = { grant_type: exchangeGrant, subject_token: foreign, subject_token_type: accessToken };
      expect((await post('/token', service, form)).json['error']).toBe('invalid_request');
    } finally {
      await other.stop();
    }
  });
});
