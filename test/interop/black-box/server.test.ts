// What the port does before any standard of OAuth comes into it: names, origins, methods, sizes, slow and many peers.
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, basic, raw } from '#test/support/black-box.ts';
import { temporaryFolder } from '#test/support/engine.ts';
import { type ClientCredentials, type IssuerProcess, startIssuer } from '#test/support/issuer-process.ts';

let process: IssuerProcess;
let client: ClientCredentials;
let url: string;
const grant = { grant_type: 'client_credentials' };
const good = () => ask(url, '/token', { form: grant, headers: basic(client.client_id, client.client_secret ?? '') });

beforeAll(async () => {
  process = await startIssuer({ registration: true });
  url = process.issuer;
  client = await process.addClient('well-behaved');
});
afterAll(() => process.stop());

type Place = readonly [method: string, path: string];
const protocol: readonly Place[] = [
  ['GET', '/.well-known/oauth-authorization-server'],
  ['GET', '/.well-known/oauth-protected-resource'],
  ['GET', '/jwks'],
  ['POST', '/token'],
  ['POST', '/introspect'],
  ['POST', '/revoke'],
  ['POST', '/register'],
  ['GET', '/register/cli_nobody'],
  ['PUT', '/register/cli_nobody'],
  ['DELETE', '/register/cli_nobody'],
];
const pages: readonly Place[] = [
  ['GET', '/authorize'],
  ['POST', '/authorize'],
  ['GET', '/sign-in'],
  ['POST', '/sign-in'],
  ['POST', '/sign-out'],
  ['GET', '/consent'],
  ['POST', '/consent'],
  ['GET', '/account'],
  ['POST', '/account'],
];
const everywhere = [...protocol, ...pages];

describe('a foreign name', () => {
  const { port } = new URL('http://127.0.0.1:1');
  it.each(everywhere)('is refused by %s %s, and not reflected', async (method, path) => {
    const own = new URL(url).port;
    const names = ['evil.example', `evil.example:${own}`, `localhost:${own}`, '127.0.0.1', `127.0.0.1:${port}`];
    for (const host of [...names, `[::1]:${own}`, `127.0.0.1.:${own}`, `evil@127.0.0.1:${own}`]) {
      const answer = await ask(url, path, { method, headers: { host } });
      expect([host, answer.status]).toEqual([host, 421]);
      expect(JSON.stringify(answer)).not.toContain('evil');
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  it('beside ours, or none at all, is refused, too', async () => {
    const { host } = new URL(url);
    const end = 'Connection: close\r\n\r\n';
    const twice = await raw(url, `GET /jwks HTTP/1.1\r\nHost: ${host}\r\nHost: evil.example\r\n${end}`);
    expect(twice).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(await raw(url, `GET /jwks HTTP/1.1\r\n${end}`)).toMatch(/^HTTP\/1\.1 4\d\d /);
    for (const [target, named] of [
      ['http://evil.example', host],
      [url, 'evil.example'],
      ['http://evil.example', 'evil.example'],
    ]) {
      const answer = await raw(url, `GET ${target}/jwks HTTP/1.1\r\nHost: ${named}\r\n${end}`);
      expect([target, named, answer.slice(0, 13)]).toEqual([target, named, 'HTTP/1.1 421 ']);
    }
    // RFC 9112 §3.2.2: a server takes the absolute form.
    expect(await raw(url, `GET ${url}/jwks HTTP/1.1\r\nHost: ${host}\r\n${end}`)).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('a page of another origin', () => {
  it.each(protocol)('may not ask %s %s', async (method, path) => {
    const foreign = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: url.replace('http:', 'https:') },
      { origin: url.replace('127.0.0.1', 'localhost') },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const headers of foreign) {
      const { status, json, headers: said } = await ask(url, path, { method, headers });
      expect([headers, status, json['error']]).toEqual([headers, 403, 'access_denied']);
      expect(Object.keys(said).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
  });

  it.each(pages.filter(([method, path]) => method === 'GET' && path !== '/authorize'))(
    'may not read %s %s',
    async (_method, path) => {
      for (const origin of ['https://evil.example', 'null', url.replace('127.0.0.1', 'localhost')]) {
        const { status, headers } = await ask(url, path, { headers: { origin } });
        expect([origin, status, headers['location']]).toEqual([origin, 403, undefined]);
      }
      expect((await ask(url, path, { headers: { origin: url } })).status).toBeLessThan(500);
    },
  );

  it.each(everywhere)('is told nothing by a preflight of %s %s', async (method, path) => {
    const headers = { origin: 'https://evil.example', 'access-control-request-method': method };
    const { status, headers: said } = await ask(url, path, { method: 'OPTIONS', headers });
    expect(status).toBe(405);
    expect(Object.keys(said).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });

  it.each(pages.filter(([method, path]) => method === 'POST' && path !== '/authorize'))(
    'may not send a form to %s %s',
    async (_method, path) => {
      for (const origin of ['https://evil.example', 'null', null]) {
        const headers = origin === null ? {} : { origin };
        const answer = await ask(url, path, { form: { csrf: 'x', decision: 'approve' }, headers });
        expect([origin, answer.status]).toEqual([origin, 403]);
        expect(answer.headers['set-cookie']).toBeUndefined();
      }
    },
  );
});

describe('an answer', () => {
  it.each([...everywhere, ['GET', '/nowhere'] as const])(
    'of %s %s is kept, framed and sniffed by nobody',
    async (method, path) => {
      const { status, headers } = await ask(url, path, { method });
      expect(status).toBeLessThan(500);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['x-frame-options']).toBe('DENY');
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['referrer-policy']).toBe(
        headers['content-type']?.startsWith('text/html') ? 'same-origin' : 'no-referrer',
      );
      expect(headers['server'] ?? headers['x-powered-by']).toBeUndefined();
      const isPublic = status === 200 && path !== '/register/cli_nobody' && protocol.some(([, each]) => each === path);
      expect(headers['cache-control']).toBe(isPublic ? 'public, max-age=60' : 'no-store');
    },
  );

  it.each(protocol.filter(([method, path]) => method === 'GET' && !path.startsWith('/register')))(
    'to HEAD is the one to %s %s without its body (RFC 9110 §9.3.2)',
    async (_method, path) => {
      const [head, get] = [await ask(url, path, { method: 'HEAD' }), await ask(url, path)];
      expect([head.status, head.text]).toEqual([200, '']);
      expect(head.headers['content-length']).toBe(get.headers['content-length']);
    },
  );
});

it('of all paths only those of the standards and the pages answer; there is no administration', async () => {
  const words = [
    '',
    'admin',
    'api',
    'health',
    'status',
    'metrics',
    'clients',
    'tokens',
    'keys',
    'debug',
    'config',
    'rpc',
  ];
  const more = [
    '.env',
    '.git/config',
    'token/',
    'token/x',
    '//token',
    'token%2f',
    'TOKEN',
    'jwks/../token',
    'register/a/b',
  ];
  const others = ['par', 'device_authorization', 'bc-authorize', 'userinfo', '.well-known/openid-configuration', '*'];
  for (const word of [...words, ...more, ...others]) {
    for (const method of ['GET', 'POST', 'DELETE']) {
      const { status } = await ask(url, `/${word}`, { method });
      expect([method, word, status]).toEqual([method, word, 404]);
    }
  }
});

it.each(everywhere)('%s %s says which methods there are to whoever uses another', async (_method, path) => {
  for (const method of ['PATCH', 'TRACE', 'PROPFIND']) {
    const { status, headers } = await ask(url, path, { method });
    expect([method, status]).toEqual([method, 405]);
    expect(headers['allow']).toMatch(/^[A-Z, ]+$/);
  }
});

describe('a body', () => {
  const places = everywhere.filter(([method]) => method === 'POST' || method === 'PUT');
  it.each(places)('of more than 64 KiB is refused by %s %s, however it is sent', async (method, path) => {
    const { host } = new URL(url);
    const head = `${method} ${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/x-www-form-urlencoded\r\n`;
    const large = 'a'.repeat(65_537);
    expect(await raw(url, `${head}Content-Length: 65537\r\n\r\n`)).toMatch(/^HTTP\/1\.1 413 /);
    const chunked = `${head}Transfer-Encoding: chunked\r\n\r\n10001\r\n${large}\r\n`;
    expect(await raw(url, chunked)).toMatch(/^(HTTP\/1\.1 413 |$)/);
    expect((await good()).status).toBe(200);
  });

  it.each(places)('in a content coding is refused by %s %s (RFC 9110 §15.5.16)', async (method, path) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-encoding': 'gzip' };
    const answer = await ask(url, path, { method, headers, body: 'grant_type=client_credentials' });
    expect([answer.status, answer.headers['accept-encoding']]).toEqual([415, 'identity']);
  });

  it('is one request each where several come at once', async () => {
    const { host } = new URL(url);
    const { authorization } = basic(client.client_id, client.client_secret ?? '');
    const one = (more: string) =>
      `POST /token HTTP/1.1\r\nHost: ${host}\r\nAuthorization: ${authorization}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 29\r\n${more}\r\ngrant_type=client_credentials`;
    const answer = await raw(url, `${one('')}${one('')}${one('Connection: close\r\n')}`);
    expect(answer.match(/HTTP\/1\.1 200 /g)).toHaveLength(3);
    expect(new Set(answer.match(/"access_token":"[^"]+"/g)).size).toBe(3);
  });

  it('is not awaited behind an expectation, a tunnel or an upgrade that nobody offers', async () => {
    const { host } = new URL(url);
    const end = `Host: ${host}\r\nConnection: close\r\n`;
    expect(await raw(url, `GET /jwks HTTP/1.1\r\n${end}Expect: gold\r\n\r\n`)).toMatch(/^HTTP\/1\.1 417 /);
    expect(await raw(url, `CONNECT evil.example:443 HTTP/1.1\r\n${end}\r\n`)).toMatch(/^HTTP\/1\.1 405 /);
    const upgrade = `GET /jwks HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade, close\r\nUpgrade: h2c\r\n\r\n`;
    expect(await raw(url, upgrade)).toMatch(/^HTTP\/1\.1 200 /);
  });

  it.each([
    ['two lengths', 'Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!'],
    ['a length and chunks', 'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['chunks that are no numbers', 'Transfer-Encoding: chunked\r\n\r\nxyz\r\n'],
    ['a negative length', 'Content-Length: -5\r\n\r\n'],
    ['an encoding nobody knows', 'Transfer-Encoding: gzip\r\n\r\nabc'],
    ['a header of 20 KiB', `X-Long: ${'x'.repeat(20_000)}\r\n\r\n`],
    ['a header with a NUL', 'X-Nul: a\0b\r\n\r\n'],
  ])('or head with %s is no request', async (_what, rest) => {
    const answer = await raw(url, `POST /token HTTP/1.1\r\nHost: ${new URL(url).host}\r\n${rest}`);
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    // One refusal and no second answer: nothing behind it was taken for a request (RFC 9112 §11.2).
    expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1);
  });
});

it('a well-behaved client is served beside 200 connections that send one byte at a time', async () => {
  const { host, port } = new URL(url);
  const text = `POST /token HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 60000\r\n\r\n`;
  const sockets: Socket[] = [];
  let place = 0;
  const drip = (): void => {
    for (const socket of sockets) if (socket.writable) socket.write(text[place % text.length] ?? 'a');
    place += 1;
  };
  for (let count = 0; count < 200; count += 1) {
    const socket = connect({ port: Number(port), host: '127.0.0.1' });
    // The issuer may close what is of no use.
    socket.on('error', () => undefined);
    sockets.push(socket);
  }
  try {
    for (let request = 0; request < 50; request += 1) {
      drip();
      expect((await good()).status).toBe(200);
    }
  } finally {
    for (const socket of sockets) socket.destroy();
  }
});

describe('a flood', () => {
  it('of bad requests leaves a well-behaved client served, and the journal small', async () => {
    const bad = [
      () => ask(url, '/token', { form: { grant_type: 'password' } }),
      () => ask(url, '/token', { form: grant, headers: basic('nobody', 'wrong') }),
      () => ask(url, '/nowhere'),
      () => ask(url, '/token', { method: 'POST', headers: { host: 'evil.example' } }),
      () => ask(url, '/register', { json: {} }),
      () => ask(url, '/token', { form: grant, headers: { authorization: 'Basic !' } }),
    ];
    const before = await records();
    const began = performance.now();
    const lanes = Array.from({ length: 12 }, async (_, lane) => {
      for (let request = 0; request < 150; request += 1) {
        const { status } = await (bad[(lane + request) % bad.length] ?? good)();
        expect(status).toBeGreaterThanOrEqual(400);
        expect(status).toBeLessThan(500);
      }
    });
    const served = (async () => {
      for (let request = 0; request < 60; request += 1) expect((await good()).status).toBe(200);
    })();
    await Promise.all([...lanes, served]);
    // Of 1,800 refusals a hundred a second have a record of their own, and one a second counts the others.
    const seconds = Math.ceil((performance.now() - began) / 1_000) + 1;
    expect((await records()) - before).toBeLessThanOrEqual(60 + 101 * seconds);
  });

  it('of wrong secrets slows down who sends them and never locks out the client', async () => {
    const wrong = () => ask(url, '/token', { form: grant, headers: basic(client.client_id, 'wrong') });
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 15; attempt += 1) statuses.push((await wrong()).status);
    const last = await wrong();
    expect(statuses[0]).toBe(401);
    expect(last.status).toBe(429);
    expect(last.json['error']).toBe('invalid_client');
    expect(Number(last.headers['retry-after'])).toBeGreaterThan(0);
    expect((await good()).status).toBe(200);
  });
});

it('a port that somebody else sits on is refused loudly, and the journal says so (SECURITY.md row 13)', async () => {
  const folder = temporaryFolder();
  const workspace = folder.join('Late.nhi');
  const port = Number(new URL(url).port);
  await expect(startIssuer({ workspace, port })).rejects.toThrow(`Port ${port} of this machine cannot be had.`);
  const late = await startIssuer({ workspace });
  const { records: told } = await late.nhi('audit', 'list');
  expect(told).toContainEqual(
    expect.objectContaining({ action: 'issuer.started', object: `http://127.0.0.1:${port}`, decision: 'denied' }),
  );
  await late.stop();
  folder.remove();
});

async function records(): Promise<number> {
  const { records: count } = await process.nhi('audit', 'verify');
  return Number(count);
}
