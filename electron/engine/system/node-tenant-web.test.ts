import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createRawServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { nodeTenantWebs, type TenantLimits } from './node-tenant-web.ts';
import { TenantFailure, type TenantWebOptions } from './tenant-web.ts';

const tls = join(import.meta.dirname, '../../../test/fixtures/tls');
const fixture = (name: string): string => readFileSync(join(tls, name), 'utf8');
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function listening(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(
    () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  );
  return (server.address() as AddressInfo).port;
}

const http = async (listener: RequestListener): Promise<string> =>
  `http://127.0.0.1:${await listening(createServer(listener))}`;

function web(options: Partial<TenantWebOptions> = {}, limits: Partial<TenantLimits> = {}) {
  const opening = nodeTenantWebs(limits).open({ addresses: 'loopback', ca: '', proxy: '', ...options });
  closers.push(async () => (await opening).close());
  return {
    get: async (url: string, signal?: AbortSignal) =>
      (await opening).ask({ method: 'GET', url, headers: {}, body: '' }, signal),
    post: async (url: string, body: string) => (await opening).ask({ method: 'POST', url, headers: {}, body }),
  };
}

const failureOf = async (asked: Promise<unknown>): Promise<Pick<TenantFailure, 'fault' | 'sent' | 'message'>> => {
  const error = await asked.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof TenantFailure)) throw new Error('it was answered', { cause: error });
  return { fault: error.fault, sent: error.sent, message: error.message };
};

describe('nodeTenantWebs', () => {
  it('asks and answers', async () => {
    const url = await http((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => response.writeHead(201, { 'x-seen': request.method }).end(Buffer.concat(chunks)));
    });
    expect(await web().post(`${url}/a`, 'b=c')).toMatchObject({
      status: 201,
      body: 'b=c',
      headers: { 'x-seen': 'POST' },
    });
  });

  it('reads what was compressed on the way, and says so where it cannot', async () => {
    const codings = {
      gzip: gzipSync('whole'),
      deflate: deflateSync('whole'),
      br: brotliCompressSync('whole'),
      identity: Buffer.from('whole'),
    };
    const url = await http(({ url: path = '', headers }, response) => {
      const [coding = '', part = ''] = path.slice(1).split('/');
      const bytes = codings[coding as keyof typeof codings] ?? Buffer.from('whole');
      const asked = headers['accept-encoding'] ?? '';
      response.writeHead(200, { 'content-encoding': coding, 'x-asked': asked, 'set-cookie': ['a=1', 'b=2'] });
      response.end(part === 'half' ? bytes.subarray(0, bytes.length - 2) : part === 'none' ? '' : bytes);
    });
    for (const coding of Object.keys(codings)) {
      expect(await web().get(`${url}/${coding}`)).toMatchObject({
        body: 'whole',
        headers: { 'set-cookie': 'a=1, b=2' },
      });
    }
    expect((await web().get(`${url}/gzip`)).headers['x-asked']).toContain('gzip');
    expect((await web().get(`${url}/gzip/none`)).body).toBe('');
    expect(await failureOf(web().get(`${url}/gzip/half`))).toMatchObject({ fault: 'reset', sent: true });
    const strange = await failureOf(web().get(`${url}/compress`));
    expect(strange).toMatchObject({ fault: 'reset', message: expect.stringContaining('compress') });
  });

  it('verifies TLS always, with a private authority by its file', async () => {
    const server = createTlsServer(
      { cert: fixture('localhost.pem'), key: fixture('localhost.key') },
      (_request, response) => void response.end('ok'),
    );
    const port = await listening(server);
    const failure = await failureOf(web().get(`https://localhost:${port}/`));
    expect(failure).toMatchObject({ fault: 'tls_failed', sent: false });
    expect(failure.message).toContain('authority');
    expect((await web({ ca: fixture('ca.pem') }).get(`https://localhost:${port}/`)).body).toBe('ok');
    for (const nothing of ['orders', '-----BEGIN CERTIFICATE-----\nb3JkZXJz\n-----END CERTIFICATE-----\n']) {
      expect(await failureOf(web({ ca: nothing }).get(`https://localhost:${port}/`))).toMatchObject({
        fault: 'tls_failed',
        sent: false,
        message: expect.stringContaining('holds no certificate'),
      });
    }
    const other = await failureOf(web({ ca: fixture('ca.pem') }).get(`https://127.0.0.1:${port}/`));
    expect(other).toMatchObject({ fault: 'tls_failed', message: expect.stringContaining('another name') });
  });

  it.each([
    ['http://example.com/', 'private', 'not https'],
    ['http://127.0.0.1/', 'private', 'not https'],
    ['https://127.0.0.1/', 'public', 'this computer'],
    ['https://2130706433/', 'public', 'this computer'],
    ['https://0x7f.1/', 'public', 'this computer'],
    ['https://[::ffff:127.0.0.1]/', 'public', 'this computer'],
    ['https://10.0.0.1/', 'public', 'private'],
    ['https://169.254.169.254/', 'loopback', 'no tenant'],
    ['https://localhost:9443/', 'public', 'this computer'],
    ['http://127.0.0.1.example.com/', 'loopback', 'not https'],
    ['gopher://127.0.0.1/', 'loopback', 'not https'],
    ['https://u:p@example.com/', 'public', 'name and a password'],
  ] as const)('does not ask %s under the rule %s', async (url, addresses, words) => {
    expect(await failureOf(web({ addresses }).get(url))).toMatchObject({
      fault: 'address_refused',
      sent: false,
      message: expect.stringContaining(words),
    });
  });

  it('follows the same origin only, three times', async () => {
    let asked = 0;
    const stranger = await http((_request, response) => {
      asked += 1;
      response.end('stolen');
    });
    const url = await http(({ url: path = '' }, response) => {
      if (path === '/loop') response.writeHead(302, { location: '/loop' }).end();
      else if (path === '/away') response.writeHead(307, { location: `${stranger}/` }).end();
      else if (path === '/once') response.writeHead(302, { location: '/there' }).end();
      else response.end('there');
    });
    expect((await web().get(`${url}/once`)).body).toBe('there');
    for (const path of ['loop', 'away']) {
      expect(await failureOf(web().get(`${url}/${path}`))).toMatchObject({ fault: 'redirected' });
    }
    expect(await failureOf(web().post(`${url}/once`, 'x'))).toMatchObject({ fault: 'redirected', sent: true });
    expect(asked).toBe(0);
  });

  it('tells what was never sent from what may have been', async () => {
    const port = await listening(createRawServer());
    await closers.pop()?.();
    expect(await failureOf(web().get(`http://127.0.0.1:${port}/`))).toMatchObject({
      fault: 'connection_refused',
      sent: false,
    });
    const reset = await http((request) => void request.socket.destroy());
    expect(await failureOf(web().get(reset))).toMatchObject({ fault: 'reset', sent: true });
    const half = await http((_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.socket?.destroy());
    });
    expect(await failureOf(web().get(half))).toMatchObject({ fault: 'reset', sent: true });
  });

  it('bounds answers that never come, never go on and never end', async () => {
    const silent = await http(() => undefined);
    expect(await failureOf(web({}, { headerMs: 50 }).get(silent))).toMatchObject({
      fault: 'header_timeout',
      sent: true,
    });
    const slow = await http((_request, response) => void response.write('a'));
    expect(await failureOf(web({}, { idleMs: 50 }).get(slow))).toMatchObject({ fault: 'timeout', sent: true });
    expect(await failureOf(web({}, { totalMs: 80 }).get(slow))).toMatchObject({ fault: 'timeout', sent: true });
    const endless = await http((_request, response) => {
      const more = (): void => {
        while (response.write(Buffer.alloc(64 * 1024))) if (response.destroyed) return;
        response.once('drain', more);
      };
      more();
    });
    expect(await failureOf(web({}, { bodyBytes: 1_000_000 }).get(endless))).toMatchObject({ fault: 'too_large' });
    const bomb = await http(
      (_request, response) =>
        void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(5_000_000))),
    );
    expect(await failureOf(web({}, { bodyBytes: 1_000_000 }).get(bomb))).toMatchObject({ fault: 'too_large' });
  });

  it('keeps its connection after a DELETE with a body', async () => {
    const connections = new Set<Socket>();
    const url = await http((request, response) => {
      connections.add(request.socket);
      request.resume().on('end', () => response.writeHead(204).end());
    });
    const { ask, close } = await nodeTenantWebs().open({ addresses: 'loopback', ca: '', proxy: '' });
    closers.push(close);
    for (let round = 0; round < 20; round += 1) {
      const asked = { url, headers: { 'content-type': 'application/json' }, body: '[{"name":"a"}]' };
      expect(await ask({ ...asked, method: 'DELETE' })).toMatchObject({ status: 204 });
    }
    // While an answer is read to its end, the next request may open a second one.
    expect(connections.size).toBeLessThanOrEqual(2);
  });

  it('can be cancelled', async () => {
    const stop = new AbortController();
    const url = await http(() => stop.abort());
    expect(await failureOf(web().get(url, stop.signal))).toMatchObject({ fault: 'cancelled' });
  });

  it('goes through a proxy, and says when it does not let through', async () => {
    const seen: string[] = [];
    const proxy = createServer();
    proxy.on('connect', ({ url = '' }, socket: Socket) => {
      seen.push(url);
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    });
    const port = await listening(proxy);
    const failure = await failureOf(
      web({ addresses: 'public', proxy: `http://127.0.0.1:${port}` }).get('https://id.example/'),
    );
    expect(failure).toMatchObject({ fault: 'proxy_failed', sent: false });
    expect(seen).toEqual(['id.example:443']);
    for (const [gone, words] of [
      ['127.0.0.1:9', 'nobody listens there'],
      ['proxy.invalid:3128', 'its name is not known'],
    ] as const) {
      const { fault, message } = await failureOf(
        web({ addresses: 'public', proxy: `http://${gone}` }).get('https://id.example/'),
      );
      expect([fault, message]).toEqual(['proxy_failed', expect.stringContaining(`the proxy ${gone}: ${words}`)]);
    }
  });
});
