// RFC 7591 and RFC 7592 with nothing but what the first line of `nhi issuer` says; SECURITY.md row 32.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answered, ask, basic, expectRefusal, newKey } from '#test/support/black-box.ts';
import { type IssuerProcess, startIssuer } from '#test/support/issuer-process.ts';

let process: IssuerProcess;
let url: string;
let trap: Server;
let trapped = 0;

beforeAll(async () => {
  process = await startIssuer({ registration: true });
  url = process.issuer;
  trap = createServer((_request, response) => {
    trapped += 1;
    response.end('{}');
  });
  await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await process.stop();
  trap.close();
});

type Json = Readonly<Record<string, unknown>>;
const bearer = (token: string | null) => ({ authorization: `Bearer ${token ?? ''}` });
const register = (json: unknown, token = process.initialAccessToken): Promise<Answered> =>
  ask(url, '/register', { json, headers: bearer(token) });
const machine = { grant_types: ['client_credentials'], response_types: [], redirect_uris: [] };
const app = { grant_types: ['authorization_code'], redirect_uris: ['https://app.example/back'] };

const at = ({ registration_client_uri, registration_access_token }: Json, method: string, json?: unknown) =>
  ask(url, String(registration_client_uri).slice(url.length), {
    method,
    headers: bearer(String(registration_access_token)),
    ...(json === undefined ? {} : { json }),
  });
const enter = ({ client_id, client_secret }: Json, form: object = {}) =>
  ask(url, '/token', {
    form: { grant_type: 'client_credentials', ...form },
    headers: basic(String(client_id), String(client_secret)),
  });

it('the metadata names the endpoint while registration is open', async () => {
  const { json } = await ask(url, '/.well-known/oauth-authorization-server');
  expect(json['registration_endpoint']).toBe(`${url}/register`);
});

describe('a registration', () => {
  it('answers 201 with what was registered and the means to change it (RFC 7591 §3.2.1, RFC 7592 §3)', async () => {
    const answer = await register({ ...machine, client_name: 'Sync', unknown_member: 1 });
    expect([answer.status, answer.headers['cache-control']]).toEqual([201, 'no-store']);
    expect(answer.json).toEqual({
      ...machine,
      client_id: expect.any(String),
      client_id_issued_at: expect.any(Number),
      client_name: 'Sync',
      client_secret: expect.any(String),
      client_secret_expires_at: 0,
      token_endpoint_auth_method: 'client_secret_basic',
      registration_access_token: expect.any(String),
      registration_client_uri: `${url}/register/${answer.json['client_id']}`,
    });
    expect((await enter(answer.json)).status).toBe(200);
    expectRefusal(await enter(answer.json, { scope: 'orders.read' }), 'invalid_scope');
  });

  it('has the scopes and resources of the token that admitted it, and no more', async () => {
    const made = await process.nhi('issuer', 'access', '--scope', 'orders.read', '--resource', 'https://shop.example/');
    const token = String(made['initial_access_token']);
    const { json } = await register({ ...machine, scope: 'orders.read' }, token);
    expect((await enter(json, { scope: 'orders.read', resource: 'https://shop.example/' })).status).toBe(200);
    expectRefusal(await register({ ...machine, scope: 'orders.read admin' }, token), 'invalid_client_metadata');
    expectRefusal(await register({ ...machine, scope: 'orders.read' }), 'invalid_client_metadata');
  });

  it('may use private_key_jwt or nothing, and has no secret then', async () => {
    const jwks = { keys: [newKey().publicJwk] };
    for (const more of [
      { ...machine, token_endpoint_auth_method: 'private_key_jwt', jwks },
      { ...app, token_endpoint_auth_method: 'none' },
    ]) {
      const { status, json } = await register(more);
      expect([status, 'client_secret' in json]).toEqual([201, false]);
    }
  });

  it.each<[string, string | null]>([
    ['no token', null],
    ['a made-up token', 'nhi_iat_made-up'],
    ['something that is no token', 'a b'],
  ])('with %s: 401 and a challenge (RFC 6750 §3)', async (_what, token) => {
    const headers: Record<string, string> = token === null ? {} : bearer(token);
    const answer = await ask(url, '/register', { json: machine, headers });
    expectRefusal(answer, 'invalid_token', 401);
    // RFC 6750 §3.1: whoever brought nothing is told no error.
    expect(answer.headers['www-authenticate']).toMatch(
      token === null ? /^Bearer realm="[^"]+"$/ : /^Bearer .*error="invalid_token"/,
    );
  });

  const redirect = (uri: unknown): Json => ({ ...app, redirect_uris: [uri] });
  it.each<[string, string, Json]>([
    ['a grant that is not supported', 'invalid_client_metadata', { ...machine, grant_types: ['password'] }],
    ['implicit', 'invalid_client_metadata', { ...app, grant_types: ['implicit'], response_types: ['token'] }],
    ['a response type without its grant', 'invalid_client_metadata', { ...machine, response_types: ['code'] }],
    ['a hybrid response type', 'invalid_client_metadata', { ...app, response_types: ['code id_token'] }],
    [
      'another way to authenticate',
      'invalid_client_metadata',
      { ...machine, token_endpoint_auth_method: 'tls_client_auth' },
    ],
    ['none with client_credentials', 'invalid_client_metadata', { ...machine, token_endpoint_auth_method: 'none' }],
    [
      'private_key_jwt without keys',
      'invalid_client_metadata',
      { ...machine, token_endpoint_auth_method: 'private_key_jwt' },
    ],
    ['alg none', 'invalid_client_metadata', { ...machine, token_endpoint_auth_signing_alg: 'none' }],
    [
      'a private key',
      'invalid_client_metadata',
      { ...machine, jwks: { keys: [newKey().privateKey.export({ format: 'jwk' })] } },
    ],
    [
      'a shared secret as key',
      'invalid_client_metadata',
      { ...machine, jwks: { keys: [{ kty: 'oct', k: 'c2VjcmV0' }] } },
    ],
    ['jwks that are no set', 'invalid_client_metadata', { ...machine, jwks: [] }],
    ['a software statement', 'invalid_client_metadata', { ...machine, software_statement: 'a.b.c' }],
    ['a script as client_uri', 'invalid_client_metadata', { ...machine, client_uri: 'javascript:alert(1)' }],
    ['a name that turns direction', 'invalid_client_metadata', { ...machine, client_name: 'ok\u202eko' }],
    ['a name that is no text', 'invalid_client_metadata', { ...machine, client_name: { a: 1 } }],
    ['grant types that are no list', 'invalid_client_metadata', { ...machine, grant_types: 'client_credentials' }],
    ['redirects without their grant', 'invalid_redirect_uri', { ...machine, redirect_uris: app.redirect_uris }],
    ['no redirect', 'invalid_redirect_uri', { ...app, redirect_uris: [] }],
    ['a script as redirect', 'invalid_redirect_uri', redirect('javascript:alert(1)')],
    ['plain http elsewhere', 'invalid_redirect_uri', redirect('http://app.example/back')],
    ['a wildcard', 'invalid_redirect_uri', redirect('https://*.example/back')],
    ['a fragment', 'invalid_redirect_uri', redirect('https://app.example/back#x')],
    ['credentials in a redirect', 'invalid_redirect_uri', redirect('https://bank.example@evil.example/')],
    ['a relative redirect', 'invalid_redirect_uri', redirect('/back')],
  ])('with %s: %s', async (_what, error, json) => expectRefusal(await register(json), error));

  it.each([
    ['a form', { form: { client_name: 'x' } }],
    ['an array', { json: [] }],
    ['broken JSON', { body: '{', headers: { 'content-type': 'application/json' } }],
    [
      'a member twice',
      { body: '{"client_name":"a","client_name":"b"}', headers: { 'content-type': 'application/json' } },
    ],
  ])('whose body is %s: invalid_client_metadata', async (_what, asked) => {
    const headers = { ...bearer(process.initialAccessToken), ...('headers' in asked ? asked.headers : {}) };
    expectRefusal(await ask(url, '/register', { ...asked, headers }), 'invalid_client_metadata');
  });

  it('never has anything fetched that it names', async () => {
    const { port } = trap.address() as AddressInfo; // It listens on a port.
    const hosts = [
      '127.0.0.1',
      'localhost',
      '[::1]',
      '2130706433',
      '0x7f000001',
      '10.0.0.1',
      '169.254.169.254',
      'keys.example',
    ];
    for (const host of hosts) {
      for (const scheme of ['http', 'https']) {
        const jwks_uri = `${scheme}://${host}:${port}/jwks`;
        expectRefusal(await register({ ...machine, jwks_uri }), 'invalid_client_metadata');
      }
    }
    const here = `http://127.0.0.1:${port}/`;
    await register({ ...app, client_uri: here, logo_uri: here, policy_uri: here, tos_uri: here });
    expect(trapped).toBe(0);
  });
});

describe('a registered client (RFC 7592 §2)', () => {
  it('reads itself, replaces itself with a new access token, and deletes itself', async () => {
    const { json: made } = await register({ ...machine, client_name: 'Sync' });
    const read = await at(made, 'GET');
    expect([read.status, read.json['client_name'], read.headers['cache-control']]).toEqual([200, 'Sync', 'no-store']);
    const change = { ...machine, client_id: made['client_id'], client_name: 'Sync 2' };
    const changed = await at(made, 'PUT', change);
    expect([changed.status, changed.json['client_name']]).toEqual([200, 'Sync 2']);
    // The old token is void.
    expectRefusal(await at(made, 'GET'), 'invalid_token', 401);
    const token = String((await enter(made)).json['access_token']);
    const headers = basic(String(made['client_id']), String(made['client_secret']));
    expect((await ask(url, '/introspect', { form: { token }, headers })).json['active']).toBe(true);
    const gone = await at(changed.json, 'DELETE');
    expect([gone.status, gone.text]).toEqual([204, '']);
    expectRefusal(await at(changed.json, 'GET'), 'invalid_token', 401);
    expectRefusal(await enter(made), 'invalid_client', 401);
  });

  it.each<[string, (made: Json) => unknown]>([
    ['without its id', () => machine],
    ['with another id', () => ({ ...machine, client_id: 'other' })],
    ['with another secret', ({ client_id }) => ({ ...machine, client_id, client_secret: 'other' })],
    ['with more scopes', ({ client_id }) => ({ ...machine, client_id, scope: 'admin' })],
    ['with a grant that is not supported', ({ client_id }) => ({ client_id, grant_types: ['password'] })],
  ])('is not replaced %s', async (_what, json) => {
    const { json: made } = await register(machine);
    expectRefusal(await at(made, 'PUT', json(made)), 'invalid_client_metadata');
    expect((await at(made, 'GET')).status).toBe(200);
  });

  it('opens with its own token only', async () => {
    const [{ json: one }, { json: other }] = [await register(machine), await register(machine)];
    const crossed = { ...one, registration_access_token: other['registration_access_token'] };
    for (const method of ['GET', 'DELETE']) expectRefusal(await at(crossed, method), 'invalid_token', 401);
    expectRefusal(
      await at({ ...one, registration_access_token: process.initialAccessToken }, 'GET'),
      'invalid_token',
      401,
    );
    expectRefusal(await ask(url, '/register/nobody', { headers: bearer('x') }), 'invalid_token', 401);
  });
});

it('a flood of registrations is slowed down and says for how long; a withdrawn token admits nobody', async () => {
  let last = await register(machine);
  for (let count = 0; count < 120 && last.status !== 429; count += 1) last = await register(machine);
  expect(last.status).toBe(429);
  expect(Number(last.headers['retry-after'])).toBeGreaterThan(0);
  await process.nhi('issuer', 'access', 'withdraw');
  expectRefusal(await register(machine), 'invalid_token', 401);
});

it('there is no registration until it is switched on', async () => {
  const closed = await startIssuer();
  try {
    expect(closed.initialAccessToken).toBeNull();
    const { json } = await ask(closed.issuer, '/.well-known/oauth-authorization-server');
    expect('registration_endpoint' in json).toBe(false);
    const made = await closed.nhi('issuer', 'access');
    const headers = bearer(String(made['initial_access_token']));
    expect((await ask(closed.issuer, '/register', { json: machine, headers })).status).toBe(404);
  } finally {
    await closed.stop();
  }
});
