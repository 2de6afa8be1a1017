// Requests over kept connections, as fast as the server answers: each connection sends the next one when it has its answer.
import { connect, type Socket } from 'node:net';

export interface Load {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p99: number;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
}

interface Lane {
  ask(request: string): Promise<Answer>;
  close(): void;
}

function open(port: number): Lane {
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
  let waiting: { resolve(answer: Answer): void; reject(error: Error): void } | null = null;
  let text = '';
  socket.setEncoding('latin1');
  socket.on('error', (error) => waiting?.reject(error));
  socket.on('close', () => waiting?.reject(new Error('the server closed the connection')));
  socket.on('data', (chunk: string) => {
    text += chunk;
    const end = text.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = text.slice(0, end);
    const body = bodyOf(head, text.slice(end + 4));
    if (body === null) return;
    text = '';
    const { resolve } = waiting ?? { resolve: () => undefined };
    waiting = null;
    resolve({ status: Number(head.slice(9, 12)), body });
  });
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(request);
      }),
    close: () => {
      waiting = null;
      socket.destroy();
    },
  };
}

/** null: more of it is to come. */
function bodyOf(head: string, rest: string): string | null {
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined) return rest.length < Number(length) ? null : rest;
  if (!/\r\ntransfer-encoding: *chunked/i.test(head)) return rest;
  if (!rest.endsWith('0\r\n\r\n')) return null;
  return rest.replaceAll(/(?:^|\r\n)[0-9a-f]+\r\n/gi, '').trimEnd();
}

export interface Form {
  readonly issuer: string;
  readonly path: string;
  readonly basic: readonly [string, string];
  readonly form: Readonly<Record<string, string>>;
}

export function requestOf({ issuer, path, basic, form }: Form): string {
  const body = new URLSearchParams(form).toString();
  const credentials = Buffer.from(basic.map(encodeURIComponent).join(':')).toString('base64');
  const lines = [
    `POST ${path} HTTP/1.1`,
    `Host: ${new URL(issuer).host}`,
    `Authorization: Basic ${credentials}`,
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${body.length}`,
  ];
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}

/** `next` gives the requests; null: there are no more. Throws at any answer that is not 200. */
export async function sendAll(
  issuer: string,
  next: () => string | null,
  each: (answer: Answer) => void = () => undefined,
  inFlight = 16,
): Promise<Load> {
  const port = Number(new URL(issuer).port);
  const waits: number[] = [];
  const began = performance.now();
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      const lane = open(port);
      try {
        for (let request = next(); request !== null; request = next()) {
          const sent = performance.now();
          const answer = await lane.ask(request);
          waits.push(performance.now() - sent);
          if (answer.status !== 200) throw new Error(`answered ${answer.status}: ${answer.body}`);
          each(answer);
        }
      } finally {
        lane.close();
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  waits.sort((a, b) => a - b);
  return { perSecond: waits.length / seconds, p99: waits[Math.floor(waits.length * 0.99)] ?? Number.NaN };
}

/** The same request for so many seconds. */
export function sendFor(issuer: string, request: string, seconds: number): Promise<Load> {
  const end = performance.now() + seconds * 1000;
  return sendAll(issuer, () => (performance.now() < end ? request : null));
}
