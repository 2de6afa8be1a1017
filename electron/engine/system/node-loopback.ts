import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Loopback, LoopbackAnswer, LoopbackOptions, LoopbackRequest } from './loopback.ts';

const address = '127.0.0.1';
const headerBytes = 16 * 1024;
const keepAliveMs = 5_000;
const closeMs = 1_500;

export const nodeLoopback: Loopback = {
  async listen(options) {
    const { limits } = options;
    const sockets = createSocketTable(limits.connections);
    const server = createServer({
      maxHeaderSize: headerBytes,
      headersTimeout: limits.headerMs,
      requestTimeout: limits.requestMs,
      keepAliveTimeout: keepAliveMs,
      connectionsCheckingInterval: Math.min(1_000, limits.headerMs),
    });
    server.on('connection', sockets.opened);
    server.on('request', (incoming, outgoing) => void serve(incoming, outgoing, options, sockets));
    server.on('checkExpectation', (_incoming, outgoing) => {
      options.onRefused('an expectation that nobody here meets', 417);
      send(outgoing, { status: 417, headers: { Connection: 'close' }, body: '' });
    });
    server.on('connect', (_incoming, socket) => {
      options.onRefused('CONNECT: this is no proxy', 405);
      socket.end('HTTP/1.1 405 Method Not Allowed\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    });
    server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => refuseRaw(error, socket, options));
    await listening(server, options.port);
    const bound = server.address();
    if (bound === null || typeof bound === 'string') throw new Error('the server has no port');
    return { port: bound.port, close: () => closeAll(server) };
  },
};

/** Who is connected, whoever has been of least use first: those that serve nobody, in the order in which they began to. */
interface SocketTable {
  opened(socket: Socket): void;
  /** A whole request came in: it is not one of those that only hold a place. */
  busy(socket: Socket): void;
  done(socket: Socket): void;
}

function createSocketTable(most: number): SocketTable {
  const idle = new Set<Socket>();
  const busy = new Set<Socket>();
  return {
    opened(socket) {
      idle.add(socket);
      socket.once('close', () => {
        idle.delete(socket);
        busy.delete(socket);
      });
      const [oldest] = idle;
      if (idle.size + busy.size > most) oldest?.destroy();
    },
    busy(socket) {
      idle.delete(socket);
      busy.add(socket);
    },
    done(socket) {
      if (busy.delete(socket) && !socket.destroyed) idle.add(socket);
    },
  };
}

async function serve(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { limits, onRequest, onRefused }: LoopbackOptions,
  sockets: SocketTable,
): Promise<void> {
  const body = await readBody(incoming, limits.bodyBytes);
  if (body === 'gone') return;
  if (body === 'too_large') {
    onRefused(`a body of more than ${limits.bodyBytes} bytes`, 413);
    // The rest of the body would otherwise be read as the next request.
    send(outgoing, { status: 413, headers: { Connection: 'close' }, body: '' });
    return;
  }
  const target = targetOf(incoming.url ?? '');
  if (target === null) {
    onRefused('the request target is no path', 400);
    send(outgoing, { status: 400, headers: { Connection: 'close' }, body: '' });
    return;
  }
  const { socket } = incoming;
  sockets.busy(socket);
  try {
    send(outgoing, await onRequest(requestOf(incoming, target, body)));
  } catch {
    // Whoever serves has logged what it was.
    send(outgoing, { status: 503, headers: { Connection: 'close' }, body: '' });
  } finally {
    sockets.done(socket);
  }
}

interface Target {
  readonly path: string;
  readonly query: string;
  /** Of the absolute form; null: there is none. */
  readonly authority: string | null;
}

const absoluteForm = /^http:\/\/([^/?#]*)(.*)$/i;

/** A path or the absolute form (RFC 9112 §3.2.1, §3.2.2); null: another one. */
function targetOf(sent: string): Target | null {
  const [, authority = null, rest = sent] = absoluteForm.exec(sent) ?? [];
  const local = authority !== null && !rest.startsWith('/') ? `/${rest}` : rest;
  if (!local.startsWith('/') || local.includes('#')) return null;
  const cut = local.indexOf('?');
  return {
    path: cut < 0 ? local : local.slice(0, cut),
    query: cut < 0 ? '' : local.slice(cut + 1),
    authority,
  };
}

function requestOf(
  { method = '', headersDistinct }: IncomingMessage,
  { path, query, authority }: Target,
  body: Uint8Array,
): LoopbackRequest {
  const headers = new Map(Object.entries(headersDistinct).map(([name, values]) => [name, values ?? []] as const));
  const hosts = headers.get('host') ?? [];
  // Two names for one server are one too many, whichever of them is right.
  if (authority !== null && !hosts.includes(authority)) headers.set('host', [...hosts, authority]);
  return { method: method.toUpperCase(), path, query, headers, body };
}

function readBody(incoming: IncomingMessage, most: number): Promise<Uint8Array | 'too_large' | 'gone'> {
  if (Number(incoming.headers['content-length'] ?? 0) > most) return Promise.resolve('too_large');
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size > most) {
        incoming.pause();
        resolve('too_large');
        return;
      }
      chunks.push(chunk);
    });
    incoming.once('end', () => resolve(chunks.length === 1 ? (chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(chunks)));
    incoming.once('close', () => resolve('gone'));
    incoming.once('error', () => resolve('gone'));
  });
}

function send(outgoing: ServerResponse, { status, headers, body }: LoopbackAnswer): void {
  if (outgoing.destroyed || outgoing.headersSent) return;
  outgoing.writeHead(status, { ...headers, 'Content-Length': String(Buffer.byteLength(body)) });
  // As text it goes out together with the header, in one write.
  outgoing.end(body);
  if (headers['Connection'] === 'close') outgoing.once('finish', () => outgoing.socket?.destroySoon());
}

/** What Node's parser refuses, or a timeout: there is no request, and so no response object either. */
function refuseRaw(error: NodeJS.ErrnoException, socket: Socket, { onRefused }: LoopbackOptions): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, words] = rawStatus(error.code);
  onRefused(`no request that can be read: ${error.code ?? 'unknown'}`, status);
  socket.end(`HTTP/1.1 ${status} ${words}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function rawStatus(code: string | undefined): readonly [number, string] {
  if (code === 'HPE_HEADER_OVERFLOW') return [431, 'Request Header Fields Too Large'];
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return [408, 'Request Timeout'];
  return [400, 'Bad Request'];
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: address, port, exclusive: true }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function closeAll(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), closeMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
