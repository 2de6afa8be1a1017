// The customer's pages over real HTTP: what a browser may do, and what nobody may.
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, createBrowser, type Page } from '#engine/questions/browser.ts';
import { createRecorder } from '#engine/questions/recorder.ts';
import { startEngine, type TestEngine, temporaryFolder } from '#test/support/engine.ts';

const redirectUri = 'https://assistant.example/callback';
const hostile = '<script>alert(1)</script> "quoted" \u202egnp.exe';

let folder: ReturnType<typeof temporaryFolder>;
let running: TestEngine;
let issuer: string;
let client: { clientId: string; clientSecret: string | null };
let human: { id: string; code: string };

beforeAll(async () => {
  folder = temporaryFolder();
  running = startEngine({ userData: folder.join('user'), now: Date.now() });
  await running.client.call('workspace.create', { path: folder.join('Pages.nhi') });
  ({ issuer } = await running.client.call('issuer.start', {}));
  human = await running.client.call('issuer.addHuman', { name: 'Ana' });
  client = await running.client.call('issuer.createClient', {
    name: hostile,
    kind: 'agent',
    grants: ['authorization_code', 'refresh_token'],
    scopes: ['orders.read', 'orders.write'],
    redirectUris: [redirectUri],
    resources: ['https://shop.example/'],
  });
});
afterAll(async () => {
  await running.stop();
  folder.remove();
});

const newBrowser = (): Browser => {
  const recorder = createRecorder(running.system.web, () => 0, new AbortController().signal);
  return createBrowser(recorder, issuer);
};
const verifier = randomBytes(32).toString('base64url');
const challenge = createHash('sha256').update(verifier).digest('base64url');

function authorizeUrl(change: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: client.clientId,
    redirect_uri: redirectUri,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    scope: 'orders.read orders.write',
    state: 'xyz',
    ...change,
  });
  for (const [name, value] of Object.entries(change)) if (value === '') query.delete(name);
  return `${issuer}/authorize?${query.toString()}`;
}

const signIn = (browser: Browser, page: Page): Promise<Page> =>
  browser.press(page, { button: /^sign in$/i, fill: { code: human.code } });

async function consentPage(browser: Browser): Promise<Page> {
  const page = await browser.open(authorizeUrl());
  return page.url.includes('/sign-in') ? signIn(browser, page) : page;
}

const form = (page: Page): Record<string, string> =>
  Object.fromEntries((page.forms[0]?.fields ?? []).map(({ name, value }) => [name, value]));

async function post(path: string, body: Record<string, string>, headers: Record<string, string>): Promise<Response> {
  return fetch(issuer + path, { method: 'POST', redirect: 'manual', headers, body: new URLSearchParams(body) });
}

describe('an authorization request', () => {
  it.each([
    ['an unknown client', { client_id: 'nobody' }],
    ['a redirect that is not registered', { redirect_uri: 'https://evil.example/callback' }],
    ['a redirect that begins like a registered one', { redirect_uri: `${redirectUri}/more` }],
    ['no redirect', { redirect_uri: '' }],
  ])('of %s ends on a page and goes nowhere', async (_what, change) => {
    const answer = await fetch(authorizeUrl(change), { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
    expect(answer.headers.get('content-type')).toContain('text/html');
  });

  it.each([
    ['another response type', { response_type: 'token' }, 'unsupported_response_type'],
    ['no PKCE', { code_challenge: '' }, 'invalid_request'],
    ['plain PKCE', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['a scope that the client lacks', { scope: 'admin' }, 'invalid_scope'],
    ['a resource that no policy names', { resource: 'https://mail.example/' }, 'invalid_target'],
    ['a request object', { request: 'e30.e30.' }, 'invalid_request'],
  ])('with %s goes back with %s, state and iss', async (_what, change, error) => {
    const answer = await fetch(authorizeUrl(change), { redirect: 'manual' });
    const location = new URL(answer.headers.get('location') ?? '');
    expect(location.origin + location.pathname).toBe(redirectUri);
    expect(Object.fromEntries(location.searchParams)).toMatchObject({ error, state: 'xyz', iss: issuer });
  });

  it('that repeats a parameter is refused on a page', async () => {
    const answer = await fetch(`${authorizeUrl()}&client_id=other`, { redirect: 'manual' });
    expect(answer.status).toBe(400);
  });
});

describe('the consent page', () => {
  it('shows hostile names as text, has no script, and cannot be framed', async () => {
    const browser = newBrowser();
    const page = await consentPage(browser);
    expect(page.html).not.toContain('<script');
    expect(page.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page.html).not.toContain('\u202e');
    const headers = (await fetch(`${issuer}/sign-in`)).headers;
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; form-action/,
    );
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax$/);
  });

  it('gives what was left ticked, once', async () => {
    const browser = newBrowser();
    const page = await consentPage(browser);
    const done = await browser.press(page, { button: /^approve$/i, untick: ['orders.write'] });
    const answer = new URL(done.url).searchParams;
    expect([answer.get('state'), answer.get('iss'), answer.get('error')]).toEqual(['xyz', issuer, null]);
    const redeem = () =>
      fetch(`${issuer}/token`, {
        method: 'POST',
        headers: { Authorization: `Basic ${btoa(`${client.clientId}:${client.clientSecret}`)}` },
        body: new URLSearchParams({
          grant_type: 'authorization_code',
          code: answer.get('code') ?? '',
          redirect_uri: redirectUri,
          code_verifier: verifier,
        }),
      });
    const [first, second] = await Promise.all([redeem(), redeem()]);
    expect([first.status, second.status].sort()).toEqual([200, 400]);
    const given = first.status === 200 ? first : second;
    expect(await given.json()).toMatchObject({ scope: 'orders.read' });
    // The second press, in whatever tab, finds nothing to decide.
    const again = await browser.press(page, { button: /^approve$/i });
    expect([again.status, again.html]).toEqual([410, expect.stringContaining('answered before')]);
  });

  it('asks again when everything was unticked, and sends a no back', async () => {
    const browser = newBrowser();
    const page = await consentPage(browser);
    const asked = await browser.press(page, { button: /^approve$/i, untick: ['orders.read', 'orders.write'] });
    expect(asked.html).toContain('Leave at least one thing ticked');
    const done = await browser.press(asked, { button: /^deny$/i });
    expect(new URL(done.url).searchParams.get('error')).toBe('access_denied');
  });

  it('takes no form from another origin, without the token, or for another browser', async () => {
    const browser = newBrowser();
    const page = await consentPage(browser);
    const fields = { ...form(page), decision: 'approve' };
    const refusals = [
      await post('/consent', fields, { Origin: 'https://evil.example' }),
      await post('/consent', fields, {}),
      await post('/consent', fields, { Origin: issuer }),
      await post('/consent', { ...fields, csrf: 'guessed' }, { Origin: issuer }),
    ];
    expect(refusals.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    // Somebody else who is sent the address of the page sees nothing of it.
    const stranger = await newBrowser().open(page.url);
    expect(stranger.status).toBe(410);
  });
});

describe('signing in', () => {
  it('refuses a wrong code and slows nobody down who has the right one', async () => {
    const browser = newBrowser();
    let page = await browser.open(`${issuer}/account`);
    for (let attempt = 0; attempt < 12; attempt++) {
      page = await browser.press(page, { button: /^sign in$/i, fill: { code: 'wrong-12345' } });
    }
    expect(page.status).toBe(429);
    const inside = await signIn(browser, page);
    expect([inside.status, inside.html]).toEqual([200, expect.stringContaining('Signed in as Ana')]);
  });

  it('goes on to our own pages only', async () => {
    const page = await newBrowser().open(`${issuer}/sign-in?next=${encodeURIComponent('https://evil.example/')}`);
    expect(form(page)['next']).toBe('/account');
  });
});

describe('the server', () => {
  it('answers only to its own name, and reflects nothing', async () => {
    const { port } = new URL(issuer);
    const paths = ['/.well-known/oauth-authorization-server', '/jwks', '/token', '/authorize', '/account', '/nothing'];
    for (const path of paths) {
      const text = await raw(Number(port), `GET ${path} HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n`);
      expect(text).toMatch(/^HTTP\/1\.1 421 /);
      expect(text).not.toContain('evil.example');
    }
  });

  it.each([
    ['a page of another origin', { Origin: 'https://evil.example' }, 403],
    ['a request of another site', { 'Sec-Fetch-Site': 'cross-site' }, 403],
  ])('takes no protocol request from %s', async (_what, headers, status) => {
    const answer = await fetch(`${issuer}/token`, { method: 'POST', headers, body: 'grant_type=client_credentials' });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([status, null]);
  });

  it('writes nowhere down what a client lets slip in its user agent', async () => {
    const canary = `ghp_${'canary'.repeat(5)}`;
    const basic = Buffer.from(`${client.clientId}:${client.clientSecret ?? ''}`).toString('base64');
    const headers = { 'User-Agent': `sync/1.0 ${canary}`, Authorization: `Basic ${basic}` };
    const refused = await post('/token', { grant_type: 'refresh_token', refresh_token: 'none' }, headers);
    expect(refused.status).toBe(400);
    const journal = readFileSync(folder.join('Pages.nhi', 'journal.log'), 'utf8');
    expect(journal).toContain('"userAgent":"«stripped»"');
    expect(journal).not.toContain(canary);
  });

  it('refuses large bodies, wrong methods and unknown paths, never with a 500', async () => {
    const large = await fetch(`${issuer}/token`, { method: 'POST', body: 'x'.repeat(70_000) });
    const method = await fetch(`${issuer}/token`);
    const unknown = await fetch(`${issuer}/admin`);
    expect([large.status, method.status, method.headers.get('allow'), unknown.status]).toEqual([413, 405, 'POST', 404]);
    expect(await raw(Number(new URL(issuer).port), 'rubbish\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('serves a good client beside 200 connections that say nothing', async () => {
    const { port } = new URL(issuer);
    const slow = Array.from({ length: 200 }, () => {
      const socket = connect(Number(port), '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write('G');
      return socket;
    });
    const answer = await fetch(`${issuer}/jwks`);
    expect(answer.status).toBe(200);
    for (const socket of slow) socket.destroy();
  });
});

function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
    });
    // A refusal before everything was read may end in a reset: what had been said before is the answer.
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer));
  });
}
