// RFC 6749 §4.1, RFC 7636, RFC 9207, RFC 9700 §2.1, §4.14 and SECURITY.md row 11, as a customer's browser and a client see it.
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answered, ask, basic, claimsIn, dpop, expectRefusal, newKey } from '#test/support/black-box.ts';
import { customerBrowser } from '#test/support/customer-browser.ts';
import { type ClientCredentials, type IssuerProcess, startIssuer } from '#test/support/issuer-process.ts';

const redirectUri = 'https://app.example/back?kept=1';
const shop = 'https://shop.example/';
const verifier = randomBytes(32).toString('base64url');
const challenge = createHash('sha256').update(verifier).digest('base64url');

let process: IssuerProcess;
let url: string;
let app: ClientCredentials;
let other: ClientCredentials;
let ana: { readonly id: string; readonly code: string };

beforeAll(async () => {
  process = await startIssuer();
  url = process.issuer;
  const common = {
    grant: ['authorization_code', 'refresh_token'],
    scope: ['orders.read', 'orders.write'],
    resource: shop,
    'redirect-uri': redirectUri,
  };
  app = await process.addClient('app', common);
  other = await process.addClient('other', common);
  ana = await process.addHuman('Ana');
});
afterAll(() => process.stop());

type Wish = Readonly<Record<string, string | undefined>>;
function queryOf(wish: Wish = {}): URLSearchParams {
  const all: Wish = {
    response_type: 'code',
    client_id: app.client_id,
    redirect_uri: redirectUri,
    scope: 'orders.read orders.write',
    resource: shop,
    state: 'a state & more',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...wish,
  };
  return new URLSearchParams(Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined));
}
const request = (wish: Wish = {}): Promise<Answered> => ask(url, `/authorize?${queryOf(wish)}`);

/** Where the browser is sent in the end. */
async function approved(wish: Wish = {}, decision = 'approve'): Promise<URL> {
  const browser = customerBrowser(url);
  const consent = await browser.submit(await browser.open(`${url}/authorize?${queryOf(wish)}`), { code: ana.code });
  return new URL((await browser.submit(consent, { decision })).url);
}
const codeOf = async (wish: Wish = {}): Promise<string> => (await approved(wish)).searchParams.get('code') ?? '';

const as = ({ client_id, client_secret }: ClientCredentials) => basic(client_id, client_secret ?? '');
const redeem = (code: string, more: Wish = {}, who = app, headers: Record<string, string> = {}): Promise<Answered> => {
  const all = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier, ...more };
  const form = Object.fromEntries(
    Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
  return ask(url, '/token', { form, headers: { ...as(who), ...headers } });
};
const refresh = (token: unknown, who = app, more: Record<string, string> = {}): Promise<Answered> =>
  ask(url, '/token', {
    form: { grant_type: 'refresh_token', refresh_token: String(token), ...more },
    headers: as(who),
  });
const isActive = async (token: unknown): Promise<unknown> =>
  (await ask(url, '/introspect', { form: { token: String(token) }, headers: as(app) })).json['active'];

describe('an authorization request that must not be redirected (RFC 6749 §3.1.2.4)', () => {
  it.each<[string, Wish]>([
    ['no client', { client_id: undefined }],
    ['a client nobody knows', { client_id: 'nobody' }],
    ['no redirect_uri', { redirect_uri: undefined }],
    ['another address', { redirect_uri: 'https://evil.example/' }],
    ['the address and a path more', { redirect_uri: 'https://app.example/back/x?kept=1' }],
    ['the address without its query', { redirect_uri: 'https://app.example/back' }],
    ['the address in another case', { redirect_uri: 'https://APP.example/back?kept=1' }],
    ['credentials before the host', { redirect_uri: 'https://app.example@evil.example/back?kept=1' }],
    ['a script', { redirect_uri: 'javascript:alert(1)' }],
  ])('%s', async (_what, wish) => {
    const { status, headers, text } = await request(wish);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(headers['location']).toBeUndefined();
    expect(headers['content-type']).toMatch(/^text\/html/);
    expect(text).not.toContain('evil.example');
    expect(text).not.toContain('<script');
  });
});

describe('an authorization request that is wrong is sent back (RFC 6749 §4.1.2.1, RFC 9207 §2)', () => {
  it.each<[string, string, Wish]>([
    ['no response_type', 'invalid_request', { response_type: undefined }],
    ['implicit', 'unsupported_response_type', { response_type: 'token' }],
    ['hybrid', 'unsupported_response_type', { response_type: 'code token' }],
    ['no PKCE', 'invalid_request', { code_challenge: undefined, code_challenge_method: undefined }],
    ['plain PKCE', 'invalid_request', { code_challenge_method: 'plain' }],
    ['PKCE that is plain by default', 'invalid_request', { code_challenge_method: undefined }],
    ['a challenge that is no hash', 'invalid_request', { code_challenge: 'short' }],
    ['a scope it lacks', 'invalid_scope', { scope: 'admin' }],
    ['a resource it lacks', 'invalid_target', { resource: 'https://other.example/' }],
    ['details it may not ask for', 'invalid_authorization_details', { authorization_details: '[{"type":"x"}]' }],
    ['a fragment as mode', 'invalid_request', { response_mode: 'fragment' }],
    ['a request object', 'invalid_request', { request: 'a.b.c' }],
    ['a request_uri', 'invalid_request', { request_uri: 'https://evil.example/r' }],
  ])('%s: %s', async (_what, error, wish) => {
    const { status, headers } = await request(wish);
    expect([302, 303]).toContain(status);
    const back = new URL(headers['location'] ?? '');
    expect(back.origin + back.pathname).toBe('https://app.example/back');
    const { kept, state, iss, error: said, code } = Object.fromEntries(back.searchParams);
    expect({ kept, state, iss, said, code }).toEqual({
      kept: '1',
      state: 'a state & more',
      iss: url,
      said: error,
      code: undefined,
    });
  });
});

describe('an answer to the client', () => {
  it('has code, state and iss, and nothing else; a no says access_denied (RFC 9207 §2)', async () => {
    const back = await approved();
    expect([...back.searchParams.keys()].sort()).toEqual(['code', 'iss', 'kept', 'state']);
    expect(back.searchParams.get('iss')).toBe(url);
    const denied = Object.fromEntries((await approved({}, 'deny')).searchParams);
    expect(denied).toMatchObject({ error: 'access_denied', state: 'a state & more', iss: url });
  });
});

describe('a code', () => {
  it('gives a token for the customer through the client', async () => {
    const { status, json } = await redeem(await codeOf());
    expect(status).toBe(200);
    expect(claimsIn(String(json['access_token']))).toMatchObject({ sub: ana.id, client_id: app.client_id, aud: shop });
    expect(json['refresh_token']).toEqual(expect.any(String));
  });

  it.each<[string, Wish]>([
    ['another verifier', { code_verifier: randomBytes(32).toString('base64url') }],
    ['the challenge as verifier', { code_verifier: challenge }],
    ['a short verifier', { code_verifier: 'short' }],
    ['another redirect_uri', { redirect_uri: 'https://app.example/back' }],
  ])('with %s: invalid_grant', async (_what, more) =>
    expectRefusal(await redeem(await codeOf(), more), 'invalid_grant'),
  );

  it.each<[string, Wish]>([
    ['no verifier', { code_verifier: undefined }],
    ['no redirect_uri', { redirect_uri: undefined }],
    ['no code', { code: undefined }],
  ])('with %s: invalid_request', async (_what, more) =>
    expectRefusal(await redeem(await codeOf(), more), 'invalid_request'),
  );

  it('of another client or a made-up one is invalid_grant, and costs its own client nothing', async () => {
    const code = await codeOf();
    expectRefusal(await redeem(code, {}, other), 'invalid_grant');
    expectRefusal(await redeem('made-up'), 'invalid_grant');
    expect((await redeem(code)).status).toBe(200);
  });

  it('works once, of many at the same time, too; whoever comes again takes down what came of it (§4.1.2)', async () => {
    const code = await codeOf();
    const answers = await Promise.all(Array.from({ length: 6 }, () => redeem(code)));
    const good = answers.filter(({ status }) => status === 200);
    expect(good).toHaveLength(1);
    const again = await codeOf();
    const { json } = await redeem(again);
    expectRefusal(await redeem(again), 'invalid_grant');
    expect(await isActive(json['access_token'])).toBe(false);
    expectRefusal(await refresh(json['refresh_token']), 'invalid_grant');
  });

  it('that was bound to a key needs that key (RFC 9449 §10)', async () => {
    const key = newKey();
    const proof = { dpop: dpop(key, `${url}/token`) };
    const { kty, crv, x, y } = key.publicJwk;
    const jkt = createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
    expectRefusal(await redeem(await codeOf({ dpop_jkt: jkt })), 'invalid_dpop_proof');
    const stranger = { dpop: dpop(newKey(), `${url}/token`) };
    expectRefusal(await redeem(await codeOf({ dpop_jkt: jkt }), {}, app, stranger), 'invalid_grant');
    expect((await redeem(await codeOf({ dpop_jkt: jkt }), {}, app, proof)).json['token_type']).toBe('DPoP');
  });
});

describe('a refresh token (RFC 6749 §6, RFC 9700 §4.14.2)', () => {
  it('is exchanged for the next one; scopes may be fewer and never more', async () => {
    const { json: first } = await redeem(await codeOf({ scope: 'orders.read' }));
    const { json: second } = await refresh(first['refresh_token']);
    expect(second['refresh_token']).not.toBe(first['refresh_token']);
    expectRefusal(await refresh(second['refresh_token'], app, { scope: 'orders.read orders.write' }), 'invalid_scope');
    expect((await refresh(second['refresh_token'], app, { scope: 'orders.read' })).status).toBe(200);
  });

  it('of another client, a made-up one, or an access token is invalid_grant', async () => {
    const { json } = await redeem(await codeOf());
    expectRefusal(await refresh(json['refresh_token'], other), 'invalid_grant');
    expectRefusal(await refresh('made-up'), 'invalid_grant');
    expectRefusal(await refresh(json['access_token']), 'invalid_grant');
    expect((await refresh(json['refresh_token'])).status).toBe(200);
  });

  it('works once of many at the same time, and the race costs its client nothing', async () => {
    const { json } = await redeem(await codeOf());
    const answers = await Promise.all(Array.from({ length: 8 }, () => refresh(json['refresh_token'])));
    const good = answers.filter(({ status }) => status === 200);
    expect(good).toHaveLength(1);
    expect((await refresh(good[0]?.json['refresh_token'])).status).toBe(200);
  });
});

it('the pages: a cookie that no script reads, a form that no other page can send, a code that works for its human only', async () => {
  const sent = await request();
  expect(sent.headers['set-cookie']).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
  const signIn = await ask(url, sent.headers['location'] ?? '', {
    headers: { cookie: sent.headers['set-cookie']?.split(';')[0] ?? '' },
  });
  expect(signIn.headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
  expect(signIn.text).not.toContain('<script');
  const form = { csrf: 'made-up', code: ana.code, next: '/account' };
  const cookie = sent.headers['set-cookie']?.split(';')[0] ?? '';
  expect((await ask(url, '/sign-in', { form, headers: { cookie, origin: url } })).status).toBe(403);
  const browser = customerBrowser(url);
  const refused = await browser.submit(await browser.open(`${url}/account`), { code: 'aaaa-bbbb-cccc-dddd' });
  expect(refused.html).not.toContain('Ana');
});

it('the account page lists every agent on the account and takes consents back', async () => {
  const { json } = await redeem(await codeOf());
  const browser = customerBrowser(url);
  let account = await browser.submit(await browser.open(`${url}/account`), { code: ana.code });
  const nextForm = (): string | undefined => /<form[^>]*action="\/account".*?<\/form>/s.exec(account.html)?.[0];
  expect(account.html).toContain('<strong>app</strong>');
  for (let html = nextForm(); html !== undefined; html = nextForm()) {
    account = await browser.submit({ ...account, html }, {});
    expect(account.html).toContain('app has lost its access');
  }
  expect(await isActive(json['access_token'])).toBe(false);
  expectRefusal(await refresh(json['refresh_token']), 'invalid_grant');
});
