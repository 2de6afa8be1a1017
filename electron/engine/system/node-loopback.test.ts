import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { LoopbackLimits, LoopbackOptions, LoopbackServer } from './loopback.ts';
import { nodeLoopback } from './node-loopback.ts';

const limits: LoopbackLimits = { bodyBytes: 100, headerMs: 10_000, requestMs: 10_000, connections: 4 };
const servers: LoopbackServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(options: Partial<LoopbackOptions> = {}) {
  const refused: [string, number][] = [];
  const server = await nodeLoopback.listen({
    port: 0,
    limits,
    onRequest: async ({ method, path, query, headers, body }) => ({
      status: 200,
      headers: {},
      body: JSON.stringify({ method, path, query, twice: headers.get('x-twice'), body: Buffer.from(body).toString() }),
    }),
    onRefused: (reason, status) => void refused.push([reason, status]),
    ...options,
  });
  servers.push(server);
  return { ...server, refused };
}

/** Sends the text and answers what came back when the other side has closed. */
function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    let answer = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      answer += chunk;
    });
    // A refusal before everything was read may end in a reset: what had been said before is the answer.
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer));
    socket.write(text);
  });
}

const statusOf = (answer: string): string => answer.slice(9, 12);

describe('HTTP on loopback', () => {
  it('hands a request over as it was sent, headers that come twice one by one', async () => {
    const { port } = await serve();
    const lines = ['POST /a%2Fb?x=1&x=2 HTTP/1.1', 'Host: h', 'X-Twice: 1', 'X-Twice: 2', 'Content-Length: 2'];
    const answer = await raw(port, `${[...lines, 'Connection: close'].join('\r\n')}\r\n\r\nhi`);
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toEqual({
      method: 'POST',
      path: '/a%2Fb',
      query: 'x=1&x=2',
      twice: ['1', '2'],
      body: 'hi',
    });
  });

  it.each([
    ['http://h/a?b=c', '/a', 'b=c', ['h']],
    ['HTTP://h', '/', '', ['h']],
    ['http://h?b=c', '/', 'b=c', ['h']],
    ['http://other/a', '/a', '', ['h', 'other']],
    ['http://h@other/a', '/a', '', ['h', 'h@other']],
  ])(
    'takes the absolute form %s, whose authority is a Host, too (RFC 9112 §3.2.2)',
    async (target, path, query, hosts) => {
      const { port } = await serve({
        onRequest: async (request) => ({
          status: 200,
          headers: {},
          body: JSON.stringify([request.path, request.query, request.headers.get('host')]),
        }),
      });
      const answer = await raw(port, `GET ${target} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n`);
      expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toEqual([path, query, hosts]);
    },
  );

  it.each([
    ['GET / HTTP/1.1\r\nHost: h\r\nExpect: gold\r\n\r\n', 417],
    ['CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n', 405],
    ['OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n', 400],
    ['GET ftp://h/ HTTP/1.1\r\nHost: h\r\n\r\n', 400],
  ])('refuses %j and says so', async (text, status) => {
    const { port, refused } = await serve();
    expect(statusOf(await raw(port, text))).toBe(String(status));
    expect(refused).toEqual([[expect.any(String), status]]);
  });

  it.each([
    ['told', `Content-Length: 101\r\n\r\n${'x'.repeat(101)}`],
    ['in pieces', `Transfer-Encoding: chunked\r\n\r\n65\r\n${'x'.repeat(101)}\r\n0\r\n\r\n`],
  ])('a body that is too large, %s, is refused and the connection ended', async (_name, rest) => {
    const { port, refused } = await serve();
    expect(statusOf(await raw(port, `POST / HTTP/1.1\r\nHost: h\r\n${rest}`))).toBe('413');
    expect(refused).toEqual([['a body of more than 100 bytes', 413]]);
  });

  it.each([
    ['what is no HTTP', 'hello\r\n\r\n', '400'],
    [
      'two lengths (request smuggling)',
      'POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
      '400',
    ],
    [
      'a length and chunks (request smuggling)',
      'POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      '400',
    ],
    ['a header without end', `GET / HTTP/1.1\r\nHost: h\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, '431'],
  ])('%s is refused, and told', async (_name, text, status) => {
    const { port, refused } = await serve();
    expect(statusOf(await raw(port, text))).toBe(status);
    expect(refused).toEqual([[expect.any(String), Number(status)]]);
  });

  it('a fault answers 503 and nothing of what it was', async () => {
    const { port } = await serve({ onRequest: () => Promise.reject(new Error('secret')) });
    const answer = await raw(port, 'GET / HTTP/1.1\r\nHost: h\r\n\r\n');
    expect(statusOf(answer)).toBe('503');
    expect(answer).not.toContain('secret');
  });

  it('whoever holds a place and asks nothing makes room for whoever asks', async () => {
    const { port } = await serve();
    const idle = Array.from({ length: 4 }, () => connect({ port, host: '127.0.0.1' }));
    await Promise.all(idle.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
    const ended = Promise.race(idle.map((socket) => new Promise((resolve) => socket.once('close', resolve))));
    for (const socket of idle) socket.on('error', () => undefined);
    expect(statusOf(await raw(port, 'GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n'))).toBe('200');
    await ended;
    for (const socket of idle) socket.destroy();
  });

  it('listens on this machine alone, and says so where the port is taken', async () => {
    const { port } = await serve();
    await expect(serve({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('closing answers what is under way', async () => {
    let wasAsked = (): void => undefined;
    let letGo = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      wasAsked = resolve;
    });
    const may = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const server = await serve({
      async onRequest() {
        wasAsked();
        await may;
        return { status: 200, headers: {}, body: 'done' };
      },
    });
    const answer = raw(server.port, 'GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n');
    await asked;
    const closed = server.close();
    letGo();
    expect(await answer).toContain('done');
    await closed;
  });
});
