// A customer's real browser: she signs in, lets an agent do less than it asks for, and takes it back; then, in the same
// Chromium, a page of another origin tries everything it can think of (SECURITY.md row 11). That page stands on this
// machine, too, so that the browser sends the cookie along with its forms.
import { createHash, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask, basic } from '#test/support/black-box.ts';
import { checkout, type LaunchedApp, launchApp } from '#test/support/electron-app.ts';
import { type ClientCredentials, type IssuerProcess, startIssuer } from '#test/support/issuer-process.ts';

let issuer: IssuerProcess;
let other: Server;
let running: LaunchedApp;
let page: Page;
let signInCode = '';
let agent: ClientCredentials;

const back = (): string => `${foreign('localhost')}back`;
const foreign = (host: string): string => `http://${host}:${(other.address() as AddressInfo).port}/`; // It listens on a port.

beforeAll(async () => {
  issuer = await startIssuer({ registration: true });
  const human = await issuer.addHuman('Ana');
  other = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<!doctype html><title>elsewhere</title><iframe name="frame"></iframe>');
  });
  await new Promise<void>((resolve) => other.listen(0, resolve));
  agent = await issuer.addClient('assistant', {
    kind: 'agent',
    grant: ['authorization_code'],
    scope: ['orders.read', 'orders.write'],
    'redirect-uri': back(),
  });
  running = await launchApp({ folder: `${checkout}/test/e2e/apps/browser` });
  page = running.page;
  signInCode = human.code;
});
afterAll(async () => {
  await running?.close();
  other?.close();
  await issuer?.stop();
});

const live = async (): Promise<number> => {
  const { consents } = await issuer.nhi('consent', 'list');
  return (consents as readonly { status: string }[]).filter(({ status }) => status === 'live').length;
};

/** The page where the agent sends her, with what it needs later to use the answer. */
function wish(): { readonly url: string; readonly verifier: string } {
  const verifier = randomBytes(32).toString('base64url');
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: agent.client_id,
    redirect_uri: back(),
    scope: 'orders.read orders.write',
    resource: 'https://shop.example/',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  return { url: `${issuer.issuer}/authorize?${query}`, verifier };
}

const scopesOf = async (): Promise<unknown> => {
  const { consents } = await issuer.nhi('consent', 'list');
  return (consents as readonly { scopes: unknown; status: string }[]).find(({ status }) => status === 'live')?.scopes;
};

it('she signs in, unticks a scope, approves, and is sent back to the agent with a code that works', async () => {
  const { url, verifier } = wish();
  await page.goto(url);
  await page.getByRole('textbox').fill(signInCode);
  await page.getByRole('button', { name: /sign in/i }).click();
  await page.getByRole('heading', { name: 'assistant asks to act for you' }).waitFor();
  await page.getByText('https://shop.example/').waitFor();
  await page.getByRole('checkbox', { name: /orders\.write/ }).uncheck();
  await page.getByLabel(/^What you want it for/).fill('my orders');
  await page.getByRole('button', { name: 'Approve' }).click();
  await page.waitForURL((address) => address.href.startsWith(back()));
  const { code = '', iss } = Object.fromEntries(new URL(page.url()).searchParams);
  expect(iss).toBe(issuer.issuer);
  const form = { grant_type: 'authorization_code', code, redirect_uri: back(), code_verifier: verifier };
  const { json } = await ask(issuer.issuer, '/token', {
    form,
    headers: basic(agent.client_id, agent.client_secret ?? ''),
  });
  expect(json['scope']).toBe('orders.read');
  expect(await scopesOf()).toEqual(['orders.read']);
});

it('she takes it back on her account page, and says no the next time', async () => {
  await page.goto(`${issuer.issuer}/account`);
  await page.getByText('my orders').waitFor();
  await page.getByRole('button', { name: 'Revoke assistant' }).click();
  await page.getByText(/^assistant has lost its access/).waitFor();
  expect(await live()).toBe(0);
  await page.goto(wish().url);
  await page.getByRole('button', { name: 'Deny' }).click();
  await page.waitForURL((address) => address.href.startsWith(back()));
  expect(new URL(page.url()).searchParams.get('error')).toBe('access_denied');
  await page.goto(wish().url);
  await page.getByRole('button', { name: 'Approve' }).click();
  await page.waitForURL((address) => address.href.startsWith(back()));
  expect(await live()).toBe(1);
});

it.each(['127.0.0.1', 'localhost'])('a page of %s reads nothing, whatever it asks for', async (host) => {
  await page.goto(foreign(host));
  const read = await page.evaluate(async (url) => {
    const paths = [
      '.well-known/oauth-authorization-server',
      'jwks',
      'token',
      'introspect',
      'revoke',
      'register',
      'account',
    ];
    const seen: string[] = [];
    for (const path of [...paths, 'consent?id=x', 'sign-in', 'authorize']) {
      for (const method of ['GET', 'POST']) {
        for (const mode of ['cors', 'no-cors'] as const) {
          const body = method === 'POST' ? new URLSearchParams({ grant_type: 'client_credentials' }) : null;
          const init: RequestInit = { method, mode, credentials: 'include', ...(body === null ? {} : { body }) };
          const answer = await fetch(`${url}/${path}`, init).catch(() => null);
          if (answer === null) continue;
          const text = await answer.text();
          if (answer.type !== 'opaque' || text !== '') seen.push(`${mode} ${method} ${path}: ${answer.status}`);
        }
      }
    }
    return seen;
  }, issuer.issuer);
  expect(read).toEqual([]);
});

it.each(['127.0.0.1', 'localhost'])('a form of a page of %s changes nothing', async (host) => {
  expect(await live()).toBe(1);
  const consents = (await issuer.nhi('consent', 'list'))['consents'] as readonly { id: string }[];
  const { id } = consents[0] ?? { id: '' };
  for (const [path, fields] of [
    ['account', { consent: id, csrf: '' }],
    ['account', { consent: id }],
    ['consent', { id: 'x', decision: 'approve', csrf: '' }],
    ['sign-out', {}],
  ] as const) {
    await page.goto(foreign(host));
    await page.evaluate(
      ([action, values]) => {
        const form = document.createElement('form');
        form.method = 'post';
        form.action = action;
        for (const [name, value] of Object.entries(values)) {
          const input = document.createElement('input');
          [input.name, input.value] = [name, value];
          form.append(input);
        }
        document.body.append(form);
        form.submit();
      },
      [`${issuer.issuer}/${path}`, fields as Record<string, string>] as const,
    );
    await page.waitForURL(`${issuer.issuer}/${path}`);
  }
  expect(await live()).toBe(1);
  await page.goto(`${issuer.issuer}/account`);
  await page.getByText('Signed in as Ana').waitFor();
});

it('no page of the issuer can be framed', async () => {
  await page.goto(foreign('127.0.0.1'));
  const framed = await page.evaluate(
    (url) =>
      new Promise<boolean>((resolve) => {
        const frame = document.querySelector('iframe');
        if (frame === null) throw new Error('the page has no frame');
        frame.addEventListener('load', () => {
          try {
            // What is refused is replaced by a page of the browser's own: of another origin, and without our content.
            resolve((frame.contentDocument?.body.textContent ?? '').includes('Signed in'));
          } catch {
            resolve(false);
          }
        });
        frame.src = url;
      }),
    `${issuer.issuer}/account`,
  );
  expect(framed).toBe(false);
  const frames = page.frames().filter((frame) => frame !== page.mainFrame());
  for (const frame of frames) expect(await frame.locator('body').textContent()).not.toContain('Signed in as Ana');
});
