// Stands before a backend and misbehaves on order: what it lets through is the backend's own.
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export const httpFaults = [
  'none',
  'refused_token',
  'forbidden',
  'conflict',
  'busy',
  'busy_for_a_date',
  'broken',
  'unavailable',
  'reset_before',
  'lost_after',
  'cut_off',
  'malformed',
  'html',
  'other_host',
  'endless',
  'silent',
  'slow',
  'stale',
  'twice',
] as const;
/**
 * `lost_after`: the backend did it, and the answer is lost; `silent`: it did it and never answers; `slow`: its answer stops in the
 * middle; `stale`: what it answered to the same request last time; `twice`: it got the request two times.
 */
export type HttpFault = (typeof httpFaults)[number];

export interface FaultyProxy {
  readonly url: string;
  /** One for each request that the filter names, the first first; none left: no fault. */
  readonly faults: HttpFault[];
  /** Which requests are meant; all others pass. Of AWS the path is `/TARGET`, for all go to the same one. */
  concerns(filter: (method: string, path: string) => boolean): void;
  /** Requests that were sent on, `METHOD path`. */
  readonly passed: string[];
  /** Requests that reached another host because of us. */
  readonly strayed: number;
  /** The most that were under way at the same time since it was last set to 0. */
  most: number;
  close(): Promise<void>;
}

export async function startFaultyProxy(target: string): Promise<FaultyProxy> {
  const faults: HttpFault[] = [];
  const passed: string[] = [];
  const last = new Map<string, Awaited<ReturnType<typeof forward>>>();
  let strayed = 0;
  let concerns = (_method: string, _path: string): boolean => false;
  const stranger = createServer((_request, response) => {
    strayed += 1;
    response.end('{}');
  });
  const elsewhere = await listening(stranger);

  async function forward(
    incoming: IncomingMessage,
    body: Buffer,
  ): Promise<{ readonly status: number; readonly headers: Record<string, string | string[]>; readonly body: Buffer }> {
    passed.push(`${incoming.method} ${pathOf(incoming)}`);
    return new Promise((resolve, reject) => {
      const { host: _host, connection: _connection, ...headers } = incoming.headers;
      const outgoing = request(
        `${target}${incoming.url ?? ''}`,
        { method: incoming.method, headers: { ...headers, 'accept-encoding': 'identity' } },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('end', () => {
            const { 'transfer-encoding': _encoding, 'content-length': _length, ...kept } = answer.headers;
            resolve({
              status: answer.statusCode ?? 502,
              headers: kept as Record<string, string | string[]>,
              body: Buffer.concat(chunks),
            });
          });
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }

  const json = (response: ServerResponse, status: number, headers: Record<string, string> = {}): void =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end('{"error":"ordered"}');

  async function answer(
    fault: HttpFault,
    incoming: IncomingMessage,
    body: Buffer,
    response: ServerResponse,
  ): Promise<void> {
    switch (fault) {
      case 'refused_token':
        return json(response, 401);
      case 'forbidden':
        return json(response, 403);
      case 'conflict':
        return json(response, 409);
      case 'busy':
        return json(response, 429, { 'retry-after': '0' });
      case 'busy_for_a_date':
        return json(response, 429, { 'retry-after': new Date(Date.now() - 1000).toUTCString() });
      case 'broken':
        return json(response, 500);
      case 'unavailable':
        return json(response, 503, { 'retry-after': '0' });
      case 'reset_before':
        return void incoming.socket.destroy();
      case 'other_host':
        return void response.writeHead(307, { location: `http://127.0.0.1:${elsewhere}/` }).end();
      case 'malformed':
        return void response.writeHead(200, { 'content-type': 'application/json' }).end('{"half":');
      case 'html':
        return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Please sign in</html>');
      case 'endless':
        return pour(response);
      default: {
        const key = `${incoming.method} ${pathOf(incoming)} ${body.toString('utf8')}`;
        const found = (fault === 'stale' ? last.get(key) : undefined) ?? (await forward(incoming, body));
        last.set(key, found);
        if (fault === 'silent') return;
        if (fault === 'slow') {
          response.writeHead(found.status, { ...found.headers, 'content-length': String(found.body.length + 10) });
          return void response.write(found.body);
        }
        if (fault === 'twice') await forward(incoming, body);
        if (fault === 'lost_after') return void incoming.socket.destroy();
        if (fault === 'cut_off') {
          response.writeHead(found.status, { ...found.headers, 'content-length': String(found.body.length + 10) });
          response.write(found.body, () => incoming.socket.destroy());
          return;
        }
        response.writeHead(found.status, found.headers).end(found.body);
      }
    }
  }

  let [underWay, most] = [0, 0];
  const server = createServer((incoming, response) => {
    underWay += 1;
    most = Math.max(most, underWay);
    response.once('close', () => {
      underWay -= 1;
    });
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const isMeant = concerns(incoming.method ?? '', pathOf(incoming));
      const fault = isMeant ? (faults.shift() ?? 'none') : 'none';
      answer(fault, incoming, Buffer.concat(chunks), response).catch(() => incoming.socket.destroy());
    });
  });
  const port = await listening(server);
  return {
    url: `http://127.0.0.1:${port}`,
    faults,
    passed,
    get strayed() {
      return strayed;
    },
    get most() {
      return most;
    },
    set most(count) {
      most = count;
    },
    concerns(filter) {
      concerns = filter;
    },
    async close() {
      for (const each of [server, stranger]) {
        each.closeAllConnections();
        await new Promise((resolve) => each.close(resolve));
      }
    },
  };
}

/** AWS JSON 1.1 names the operation in a header. */
const pathOf = ({ headers, url = '' }: IncomingMessage): string => {
  const target = headers['x-amz-target'];
  return typeof target === 'string' ? `/${target}` : url;
};

async function listening(server: ReturnType<typeof createServer>): Promise<number> {
  server.on('connection', (socket: Socket) => socket.on('error', () => undefined));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** More than anybody takes. */
function pour(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  const more = (): void => {
    while (!response.destroyed && response.write(Buffer.alloc(256 * 1024, 32)));
    if (!response.destroyed) response.once('drain', more);
  };
  more();
}
