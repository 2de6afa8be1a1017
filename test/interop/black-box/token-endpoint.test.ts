// RFC 6749 §2.3, §3.2, §4.4, §5; RFC 8414; RFC 8707; RFC 9068; RFC 9396; RFC 9728, asked from outside.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Answered,
  ask,
  basic,
  claimsIn,
  expectRefusal,
  headerIn,
  type Parameters,
} from '#test/support/black-box.ts';
import { type ClientCredentials, type IssuerProcess, startIssuer } from '#test/support/issuer-process.ts';

const shop = 'https://shop.example/';
const stock = 'https://stock.example/api';
const payment = { type: 'payment', actions: ['initiate', 'status'], amount: { currency: 'EUR', value: '50.00' } };

let process: IssuerProcess;
let url: string;
let service: ClientCredentials;
let post: ClientCredentials;
let open: ClientCredentials;
let other: ClientCredentials;

beforeAll(async () => {
  process = await startIssuer();
  url = process.issuer;
  const reach = { scope: ['orders.read', 'orders.write'], resource: [shop, stock], 'detail-type': 'payment' };
  const redirect = { grant: ['authorization_code'], 'redirect-uri': 'https://app.example/back' };
  service = await process.addClient('service', { ...reach, 'default-scope': 'orders.read' });
  post = await process.addClient('post', { auth: 'client_secret_post' });
  open = await process.addClient('open', { auth: 'none', ...redirect });
  other = await process.addClient('other');
});
afterAll(() => process.stop());

const grant = { grant_type: 'client_credentials' };
const as = ({ client_id, client_secret }: ClientCredentials) => basic(client_id, client_secret ?? '');
const send = (form: Parameters, headers: Readonly<Record<string, string>> = {}): Promise<Answered> =>
  ask(url, '/token', { form, headers });
const serve = (form: Parameters, headers: Readonly<Record<string, string>> = {}): Promise<Answered> =>
  send({ ...grant, ...form }, { ...as(service), ...headers });

describe('metadata (RFC 8414 §2, §3.3, RFC 9728 §3)', () => {
  it('names the issuer byte for byte, and endpoints that are there', async () => {
    const { json, headers } = await ask(url, '/.well-known/oauth-authorization-server');
    expect(json['issuer']).toBe(url);
    expect(headers['content-type']).toMatch(/^application\/json\b/);
    const endpoints = Object.entries(json).filter(([name]) => name.endsWith('_endpoint') || name === 'jwks_uri');
    expect(endpoints.map(([name]) => name).sort()).toEqual([
      'authorization_endpoint',
      'introspection_endpoint',
      'jwks_uri',
      'revocation_endpoint',
      'token_endpoint',
    ]);
    for (const [name, address] of endpoints) {
      expect(String(address)).toMatch(new RegExp(`^${url}/`));
      const { status } = await ask(url, String(address).slice(url.length), { method: 'OPTIONS' });
      expect([name, status]).toEqual([name, 405]);
    }
    expect(json).toMatchObject({
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
      dpop_signing_alg_values_supported: ['EdDSA', 'ES256', 'RS256', 'PS256'],
    });
  });

  it('of the issuer as a resource names itself as its server', async () => {
    const { json } = await ask(url, '/.well-known/oauth-protected-resource');
    expect(json).toMatchObject({ resource: url, authorization_servers: [url], bearer_methods_supported: ['header'] });
  });

  it('publishes public keys only (RFC 7517 §9.2), each with its name and algorithm', async () => {
    const { json } = await ask(url, '/jwks');
    const keys = json['keys'] as readonly Record<string, unknown>[];
    expect(keys.length).toBeGreaterThan(0);
    for (const each of keys) {
      expect(Object.keys(each).filter((name) => ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'].includes(name))).toEqual(
        [],
      );
      expect(each).toMatchObject({ kid: expect.any(String), alg: expect.any(String), use: 'sig' });
    }
  });
});

describe('an answer (RFC 6749 §5.1, RFC 9068 §2)', () => {
  it('holds a token, its type and its life, and is kept by nobody', async () => {
    const answer = await serve({ scope: 'orders.write', resource: shop });
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', pragma: 'no-cache' });
    expect(answer.headers['content-type']).toMatch(/^application\/json\b/);
    expect(answer.json).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 600,
      scope: 'orders.write',
    });
    const token = String(answer.json['access_token']);
    expect(headerIn(token)).toEqual({ alg: 'EdDSA', typ: 'at+jwt', kid: expect.any(String) });
    const claims = claimsIn(token);
    expect(claims).toMatchObject({ iss: url, sub: service.client_id, client_id: service.client_id, aud: shop });
    expect(Number(claims['exp']) - Number(claims['iat'])).toBe(600);
    expect(Object.keys(claims).sort()).toEqual(['aud', 'client_id', 'exp', 'iat', 'iss', 'jti', 'scope', 'sub']);
  });

  it('has the default scopes where none is asked, and the issuer as audience where no resource is', async () => {
    const { json } = await serve({});
    expect(json['scope']).toBe('orders.read');
    expect(claimsIn(String(json['access_token']))['aud']).toBe(url);
  });

  it('has no scope for a client that has no default, and is valid all the same', async () => {
    const { status, json } = await send({
      ...grant,
      client_id: post.client_id,
      client_secret: post.client_secret ?? '',
    });
    expect([status, 'scope' in json, 'refresh_token' in json]).toEqual([200, false, false]);
  });
});

describe('a request that is malformed (RFC 6749 §3.2, §5.2)', () => {
  it.each<[string, string, number, Parameters]>([
    ['no grant_type', 'invalid_request', 400, {}],
    ['an empty grant_type', 'invalid_request', 400, { grant_type: '' }],
    ['grant_type twice', 'invalid_request', 400, { grant_type: ['client_credentials', 'client_credentials'] }],
    ['scope twice', 'invalid_request', 400, { ...grant, scope: ['orders.read', 'orders.write'] }],
    ['an unknown grant', 'unsupported_grant_type', 400, { grant_type: 'password', username: 'a', password: 'b' }],
    ['implicit', 'unsupported_grant_type', 400, { grant_type: 'implicit' }],
    [
      'a grant it is not registered for',
      'unauthorized_client',
      400,
      { grant_type: 'refresh_token', refresh_token: 'x' },
    ],
    ['a scope it lacks', 'invalid_scope', 400, { ...grant, scope: 'orders.read admin' }],
    ['a scope with a quote', 'invalid_scope', 400, { ...grant, scope: 'orders.read "admin"' }],
    ['a scope in another case', 'invalid_scope', 400, { ...grant, scope: 'ORDERS.READ' }],
    ['a resource it lacks', 'invalid_target', 400, { ...grant, resource: 'https://other.example/' }],
    ['a resource that is no URI', 'invalid_target', 400, { ...grant, resource: 'shop' }],
    ['a resource with a fragment', 'invalid_target', 400, { ...grant, resource: `${shop}#a` }],
    ['a resource spelled otherwise', 'invalid_target', 400, { ...grant, resource: 'https://shop.example' }],
    ['one good and one bad resource', 'invalid_target', 400, { ...grant, resource: [shop, 'https://other.example/'] }],
  ])('%s: %s', async (_what, error, status, form) => expectRefusal(await send(form, as(service)), error, status));

  it.each([
    ['JSON', { json: grant }],
    ['plain text', { body: 'grant_type=client_credentials', headers: { 'content-type': 'text/plain' } }],
    ['no type', { method: 'POST', body: 'grant_type=client_credentials' }],
    [
      'another charset',
      { form: grant, headers: { 'content-type': 'application/x-www-form-urlencoded; charset=latin1' } },
    ],
    ['bad escapes', { body: 'grant_type=%zz', headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
    [
      'bytes that are no UTF-8',
      { body: Buffer.of(0x61, 0x3d, 0xff), headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    ],
  ])('a body that is %s', async (_what, asked) => {
    const headers = { ...as(service), ...('headers' in asked ? asked.headers : {}) };
    expectRefusal(await ask(url, '/token', { ...asked, headers }), 'invalid_request');
  });

  it('parameters in the request URI are not taken (RFC 6749 §2.3.1)', async () => {
    expectRefusal(
      await ask(url, '/token?grant_type=client_credentials', { form: grant, headers: as(service) }),
      'invalid_request',
    );
  });

  it('an unknown parameter is ignored, an empty one is absent, the name of a type has no case (RFC 6749 §3.2)', async () => {
    expect((await serve({ foo: 'bar', scope: '' })).json['scope']).toBe('orders.read');
    const headers = { ...as(service), 'content-type': 'Application/X-WWW-Form-URLencoded;charset=UTF-8' };
    expect((await ask(url, '/token', { form: grant, headers })).status).toBe(200);
  });
});

describe('client authentication (RFC 6749 §2.3, §5.2)', () => {
  const challenge = /^Basic realm="[^"]+"/;
  it.each<[string, () => Readonly<Record<string, string>>]>([
    ['a wrong secret', () => basic(service.client_id, 'wrong')],
    ['no secret', () => basic(service.client_id, '')],
    ['a client nobody knows', () => basic('nobody', 'wrong')],
    ['an inherited name', () => basic('__proto__', 'wrong')],
    ['a client of another method', () => basic(post.client_id, post.client_secret ?? '')],
    ['a public client with a secret', () => basic(open.client_id, '')],
    ['no base64', () => ({ authorization: 'Basic !!!' })],
    ['no colon', () => ({ authorization: `Basic ${Buffer.from('abc').toString('base64')}` })],
    ['another scheme', () => ({ authorization: 'Bearer abc' })],
    ['the secret of another client', () => basic(service.client_id, other.client_secret ?? '')],
  ])('by the header with %s: 401 and a challenge', async (_what, headers) => {
    const answer = await send(grant, headers());
    expectRefusal(answer, 'invalid_client', 401);
    expect(answer.headers['www-authenticate']).toMatch(challenge);
  });

  it.each<[string, () => Parameters]>([
    ['nobody', () => ({})],
    ['a wrong secret', () => ({ client_id: post.client_id, client_secret: 'wrong' })],
    [
      'a client of another method',
      () => ({ client_id: service.client_id, client_secret: service.client_secret ?? '' }),
    ],
    ['a client that must authenticate', () => ({ client_id: service.client_id })],
    ['a client nobody knows', () => ({ client_id: 'nobody' })],
  ])('in the body by %s: 401', async (_what, form) => {
    expectRefusal(await send({ ...grant, ...form() }), 'invalid_client', 401);
  });

  it('answers the same of a client that is not there as of a wrong secret', async () => {
    const [absent, wrong] = [await send(grant, basic('nobody', 'x')), await send(grant, basic(service.client_id, 'x'))];
    expect(absent.text).toBe(wrong.text);
  });

  it('takes one way at a time', async () => {
    const twice = { ...grant, client_id: post.client_id, client_secret: post.client_secret ?? '' };
    expectRefusal(await send(twice, as(service)), 'invalid_request');
    expectRefusal(await send({ ...grant, client_id: 'other' }, as(service)), 'invalid_request');
    expectRefusal(await send({ ...grant, client_secret: 'x' }), 'invalid_request');
    expectRefusal(await send({ ...grant, client_assertion: 'x' }), 'invalid_request');
  });

  it('gives a public client nothing in its own name', async () => {
    expectRefusal(await send({ ...grant, client_id: open.client_id }), 'unauthorized_client');
  });
});

describe('authorization details (RFC 9396 §2, §5, §7)', () => {
  const want = (value: unknown) =>
    serve({ authorization_details: typeof value === 'string' ? value : JSON.stringify(value) });

  it('are given as they are asked for, in the answer and in the token', async () => {
    const { json } = await want([payment]);
    expect(json['authorization_details']).toEqual([payment]);
    expect(claimsIn(String(json['access_token']))['authorization_details']).toEqual([payment]);
  });

  it.each<[string, unknown]>([
    ['no JSON', '[{'],
    ['no array', payment],
    ['elements without a type', [{ actions: ['x'] }]],
    ['a type the client may not ask for', [{ ...payment, type: 'account' }]],
    ['a member twice', '[{"type":"payment","type":"account"}]'],
    ['__proto__', '[{"type":"payment","__proto__":{"a":1}}]'],
    ['great depth', `[{"type":"payment","x":${'['.repeat(64)}${']'.repeat(64)}}]`],
    ['great length', [{ ...payment, x: 'x'.repeat(5_000) }]],
    ['more than twenty', Array.from({ length: 21 }, () => payment)],
  ])('with %s: invalid_authorization_details', async (_what, value) => {
    expectRefusal(await want(value), 'invalid_authorization_details');
  });
});
