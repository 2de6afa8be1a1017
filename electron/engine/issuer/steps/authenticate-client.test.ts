import { describe, expect, it, test } from 'vitest';
import { testNow } from '#test/support/builders.ts';
import { aSigningKey, sealed } from '#test/support/forged-jwts.ts';
import { testIssuer } from '#test/support/issuer-builders.ts';
import {
  assertionType,
  basic,
  encodeForm,
  type Headers,
  issuerInMemory,
  type Parameters,
  secretOf,
  sha256,
} from '#test/support/issuer-in-memory.ts';

const key = aSigningKey('EdDSA');
const later = testNow / 1000 + 60;

function start() {
  const issuer = issuerInMemory();
  issuer.addClient({ id: 'basic' });
  issuer.addClient({ id: 'post', auth: 'client_secret_post' });
  issuer.addClient({ id: 'jwt', auth: 'private_key_jwt', secrets: [], keys: [key.publicJwk] });
  issuer.addClient({ id: 'page', auth: 'none', secrets: [] });
  issuer.addClient({ id: 'off', status: 'disabled' });
  issuer.addClient({ id: 'key', kind: 'api_key', auth: 'none' });
  const ask = (parameters: Parameters, headers: Headers = {}) =>
    issuer.send('/token', encodeForm({ grant_type: 'client_credentials', ...parameters }), headers);
  return { ...issuer, ask };
}

let count = 0;
const assertion = (claims: object = {}, header: object = {}): string => {
  count += 1;
  const genuine = { iss: 'jwt', sub: 'jwt', aud: testIssuer, exp: later, jti: `jti-${count}` };
  return sealed({ alg: 'EdDSA', ...header }, { ...genuine, ...claims }, key);
};
const byAssertion = (text = assertion()): Parameters => ({
  client_assertion_type: assertionType,
  client_assertion: text,
});
const byPost = (id = 'post', secret = secretOf('post')): Parameters => ({ client_id: id, client_secret: secret });

describe('a client is authenticated', () => {
  test.each<[string, Parameters, Headers]>([
    ['by Basic', {}, basic('basic')],
    ['by Basic with its client_id in the body', { client_id: 'basic' }, basic('basic')],
    [
      'by the scheme in any case',
      {},
      { authorization: String(basic('basic')['authorization']).replace('Basic', 'bAsIc') },
    ],
    ['by post', byPost(), {}],
    ['by an assertion', byAssertion(), {}],
    ['by an assertion with its client_id', { ...byAssertion(), client_id: 'jwt' }, {}],
  ])('%s', async (_name, parameters, headers) => {
    expect((await start().ask(parameters, headers)).status).toBe(200);
  });

  it('with credentials that need their encoding (RFC 6749 §2.3.1)', async () => {
    const { ask, addClient } = start();
    const secret = 'a:b%c+d ä';
    addClient({
      id: 'odd:id',
      secrets: [{ id: '1', hash: sha256(secret), prefix: '', createdAt: 0, expiresAt: null }],
    });
    expect((await ask({}, basic('odd:id', secret))).status).toBe(200);
  });

  it('with each of two secrets until the old one expires', async () => {
    const { ask, addClient, clock } = start();
    const secret = (value: string, expiresAt: number | null) => ({
      id: value,
      hash: sha256(value),
      prefix: '',
      createdAt: 0,
      expiresAt,
    });
    addClient({ id: 'rotated', secrets: [secret('old', testNow + 1000), secret('new', null)] });
    expect((await ask({}, basic('rotated', 'old'))).status).toBe(200);
    expect((await ask({}, basic('rotated', 'new'))).status).toBe(200);
    clock.advance(1000);
    expect((await ask({}, basic('rotated', 'old'))).status).toBe(401);
    expect((await ask({}, basic('rotated', 'new'))).status).toBe(200);
  });
});

describe('a client is refused', () => {
  const raw = (text: string): Headers => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });

  test.each<[string, Parameters, Headers, string]>([
    ['a wrong secret', {}, basic('basic', 'wrong'), 'wrong secret'],
    ['no secret', {}, raw('basic:'), 'wrong secret'],
    ['the hash of the secret', {}, basic('basic', sha256(secretOf('basic'))), 'wrong secret'],
    ['a client that nobody knows', {}, basic('nobody'), 'no such client'],
    ['a name of objects', {}, basic('__proto__'), 'no such client'],
    ['a disabled client', {}, basic('off'), 'the client is disabled'],
    ['an API key', { client_id: 'key' }, {}, 'an API key is no client of this endpoint'],
    [
      'a secret in the body instead of the header',
      byPost('basic', secretOf('basic')),
      {},
      'client_secret_post was used, client_secret_basic is registered',
    ],
    [
      'a secret in the header instead of the body',
      {},
      basic('post'),
      'client_secret_basic was used, client_secret_post is registered',
    ],
    [
      'a secret instead of an assertion',
      {},
      basic('jwt'),
      'client_secret_basic was used, private_key_jwt is registered',
    ],
    [
      'nothing from a confidential client',
      { client_id: 'basic' },
      {},
      'none was used, client_secret_basic is registered',
    ],
    ['a secret from a public client', byPost('page'), {}, 'client_secret_post was used, none is registered'],
    ['nothing', {}, {}, 'the request names no client'],
    ['another scheme', {}, { authorization: 'Bearer abc' }, 'the Authorization header is not Basic'],
    ['Basic without credentials', {}, { authorization: 'Basic' }, 'the Authorization header is not Basic'],
    ['Basic that is no base64', {}, { authorization: 'Basic ~~' }, 'the Authorization header is not Basic'],
    ['Basic without a colon', {}, raw('basic'), 'the Basic credentials name no client'],
    ['Basic without a name', {}, raw(':secret'), 'the Basic credentials name no client'],
    [
      'Basic that is not UTF-8',
      {},
      { authorization: `Basic ${Buffer.of(0xff, 0x3a, 0x61).toString('base64')}` },
      'the Basic credentials are not UTF-8',
    ],
    ['Basic with a broken percent sign', {}, raw('basic:%'), 'the Basic credentials are not form-encoded'],
  ])('for %s, and is not told why', async (_name, parameters, headers, reason) => {
    const { ask, events } = start();
    const { status, body, headers: answered } = await ask(parameters, headers);
    expect({ status, ...body }).toEqual({
      status: 401,
      error: 'invalid_client',
      error_description: 'The client could not be authenticated.',
    });
    // RFC 6749 §5.2.
    expect('WWW-Authenticate' in answered).toBe('authorization' in headers);
    expect(events).toMatchObject([
      { action: 'token.issued', decision: 'denied', reason, policy: 'issuer', changes: [] },
    ]);
  });

  test.each<[string, Parameters, Headers]>([
    ['two methods', byPost('basic', secretOf('basic')), basic('basic')],
    ['a secret and an assertion', { ...byPost(), ...byAssertion() }, {}],
    ['a header and an assertion', byAssertion(), basic('basic')],
    ['another client_id than the header', { client_id: 'post' }, basic('basic')],
    ['another client_id than the assertion', { ...byAssertion(), client_id: 'post' }, {}],
    ['two Authorization headers', {}, { authorization: [String(basic('basic')['authorization']), 'Basic abc'] }],
    ['a secret without client_id', { client_secret: 'x' }, {}],
    ['an assertion without its type', { client_assertion: assertion() }, {}],
    ['an assertion of another type', { ...byAssertion(), client_assertion_type: 'urn:saml' }, {}],
    ['a type without an assertion', { client_assertion_type: assertionType }, {}],
  ])('as a bad request for %s', async (_name, parameters, headers) => {
    const { status, body } = await start().ask(parameters, headers);
    expect({ status, error: body['error'] }).toEqual({ status: 400, error: 'invalid_request' });
  });

  test.each<[string, object, object?]>([
    ['a subject that signs for another issuer', { iss: 'basic' }],
    ['a subject that it is not', { sub: 'basic' }],
    ['a client that nobody knows', { iss: 'nobody', sub: 'nobody' }],
    ['another audience', { aud: 'http://127.0.0.1:8415' }],
    ['the token endpoint as audience', { aud: `${testIssuer}/token` }],
    ['two audiences', { aud: [testIssuer, 'https://other.example'] }],
    ['an end that is past', { exp: testNow / 1000 }],
    ['no end', { exp: undefined }],
    ['an end too far ahead', { exp: testNow / 1000 + 301 }],
    ['no name', { jti: undefined }],
    ['the type of an access token', {}, { typ: 'at+jwt' }],
    ['the type of a proof', {}, { typ: 'dpop+jwt' }],
    ['a key of its own', {}, { jwk: key.publicJwk }],
  ])('for an assertion with %s', async (_name, claims, header = {}) => {
    const { ask } = start();
    const { status, body } = await ask(byAssertion(assertion(claims, header)));
    expect({ status, error: body['error'] }).toEqual({ status: 401, error: 'invalid_client' });
  });

  it('for an assertion of another key', async () => {
    const { ask } = start();
    const text = sealed(
      { alg: 'EdDSA' },
      { iss: 'jwt', sub: 'jwt', aud: testIssuer, exp: later, jti: 'x' },
      aSigningKey('EdDSA'),
    );
    expect((await ask(byAssertion(text))).status).toBe(401);
  });
});

describe('an assertion', () => {
  it('works once, also when the request fails for another reason', async () => {
    const { ask, events } = start();
    const text = assertion();
    expect((await ask({ ...byAssertion(text), scope: 'more' })).body['error']).toBe('invalid_scope');
    expect(events[0]).toMatchObject({ decision: 'denied', changes: [{ is: 'spent' }] });
    expect((await ask(byAssertion(text))).body['error']).toBe('invalid_client');
    expect(events.at(-1)?.reason).toBe('client assertion: it was used before');
    expect(events.at(-1)).toMatchObject({ client: 'jwt', signals: ['assertion_replayed'] });
  });

  it.each([
    ['for the token endpoint', { aud: `${testIssuer}/token` }, ['assertion_to_endpoint']],
    ['for several servers', { aud: [testIssuer, 'https://other.test'] }, ['assertion_to_many']],
    ['for an hour', { exp: testNow / 1000 + 3600 }, ['assertion_long']],
    ['for the issuer alone, and good no more', { exp: testNow / 1000 - 1 }, []],
  ])('that is made %s says so of its client, once its signature is right', async (_name, claims, signals) => {
    const { ask, events } = start();
    expect((await ask(byAssertion(assertion(claims)))).status).toBe(401);
    expect(events.at(-1)).toMatchObject({ client: 'jwt', decision: 'denied', signals });
    const forged = sealed(
      { alg: 'EdDSA' },
      { iss: 'jwt', sub: 'jwt', aud: testIssuer, exp: later, jti: 'forged', ...claims },
      aSigningKey('EdDSA'),
    );
    expect((await ask(byAssertion(forged))).status).toBe(401);
    expect(events.at(-1)).toMatchObject({ client: 'jwt', decision: 'denied', signals: [] });
  });

  it('comes with the program that sent it, as far as that is a name', async () => {
    const { ask, events } = start();
    await ask(byAssertion(), { 'user-agent': `sync/1.0 ${'x'.repeat(500)}` });
    expect(events.at(-1)?.userAgent).toBe(`sync/1.0 ${'x'.repeat(391)}`);
    await ask(byAssertion(), { 'user-agent': 'sync\u0007/1.0' });
    expect(events.at(-1)?.userAgent).toBeUndefined();
  });

  it.each([
    'eyJhbGciOiJFUzI1NiJ9.eyJjYW5hcnkiOjEyMzQ1Njd9.Y2FuYXJ5Y2FuYXJ5',
    'sync/1.0 ghp_canarycanarycanarycanary',
    '/token?client_secret=canarycanary sync/1.0',
    `${'x'.repeat(390)} ghp_canarycanarycanarycanary`,
  ])('comes without a secret that stands in the name of the program: %s', async (agent) => {
    const { ask, events } = start();
    await ask(byAssertion(), { 'user-agent': agent });
    expect(events.at(-1)?.userAgent).toContain('«stripped»');
    expect(JSON.stringify(events)).not.toMatch(/canary|ghp_|eyJ/i);
  });

  it('may name the token endpoint where the setting says so', async () => {
    const issuer = issuerInMemory({ settings: { assertionAudience: 'issuer_or_token_endpoint' } });
    issuer.addClient({ id: 'jwt', auth: 'private_key_jwt', secrets: [], keys: [key.publicJwk] });
    const text = assertion({ aud: `${testIssuer}/token` });
    const parameters = { grant_type: 'client_credentials', ...byAssertion(text) };
    expect((await issuer.send('/token', encodeForm(parameters))).status).toBe(200);
  });
});

describe('wrong secrets', () => {
  it('are told to wait in the end, known client or not, and the right one always passes', async () => {
    for (const id of ['basic', 'nobody']) {
      const { ask } = start();
      const statuses: number[] = [];
      for (let attempt = 0; attempt < 12; attempt++) statuses.push((await ask({}, basic(id, 'wrong'))).status);
      expect(statuses.slice(-2)).toEqual([429, 429]);
      const last = await ask({}, basic(id, 'wrong'));
      expect(last.body).toEqual({
        error: 'invalid_client',
        error_description: 'The client could not be authenticated.',
      });
      expect(Number(last.headers['Retry-After'])).toBeGreaterThan(0);
      expect((await ask({}, basic('basic'))).status).toBe(200);
    }
  });
});

describe('a body', () => {
  test.each<[string, Headers, string, string]>([
    ['JSON', { 'content-type': 'application/json' }, '{"grant_type":"client_credentials"}', ''],
    ['no type', { 'content-type': [] }, 'grant_type=client_credentials', ''],
    ['two types', { 'content-type': ['application/x-www-form-urlencoded', 'application/json'] }, 'a=1', ''],
    ['another charset', { 'content-type': 'application/x-www-form-urlencoded; charset=utf-16' }, 'a=1', ''],
    ['multipart', { 'content-type': 'multipart/form-data; boundary=a' }, '--a--', ''],
    ['a query beside it', {}, 'grant_type=client_credentials', 'grant_type=client_credentials'],
    ['a parameter twice', {}, 'grant_type=client_credentials&grant_type=client_credentials', ''],
    ['an unknown parameter twice', {}, 'grant_type=client_credentials&x=1&x=2', ''],
  ])('is refused for %s', async (_name, headers, body, query) => {
    const { send, events } = start();
    const answer = await send('/token', body, { ...basic('basic'), ...headers }, query);
    expect({ status: answer.status, error: answer.body['error'] }).toEqual({ status: 400, error: 'invalid_request' });
    expect(events).toHaveLength(1);
  });

  it('is refused when it is larger than 64 KiB', async () => {
    const { send } = start();
    expect((await send('/token', `a=${'x'.repeat(65_536)}`, basic('basic'))).status).toBe(413);
  });

  it('may say that it is UTF-8', async () => {
    const { ask } = start();
    const headers = { ...basic('basic'), 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' };
    expect((await ask({}, headers)).status).toBe(200);
  });
});
