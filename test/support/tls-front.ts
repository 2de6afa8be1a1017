// TLS by a private authority before a server on loopback; it tells what was asked.
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

const fixtures = join(import.meta.dirname, '../fixtures/tls');
const fixture = (name: string): string => readFileSync(join(fixtures, name), 'utf8');

export interface TlsFront {
  /** Of the name that its certificate is made for. */
  readonly url: string;
  /** PEM of the authority that vouches for it. */
  readonly authority: string;
  /** `GET /path?query`, the first first. */
  readonly asked: string[];
  /** Lines of `asked` with this in them are sent on only when what this answers is called. */
  holdBack(part: string): () => void;
  close(): Promise<void>;
}

export async function startTlsFront(target: string): Promise<TlsFront> {
  const asked: string[] = [];
  let held: { readonly part: string; readonly released: Promise<void> } | null = null;
  const server = createServer(
    { cert: fixture('localhost.pem'), key: fixture('localhost.key') },
    (incoming, outgoing) => {
      const { method = 'GET', url = '/', headers } = incoming;
      asked.push(`${method} ${url}`);
      const sendOn = (): void => {
        // Whoever asked may have given up meanwhile.
        if (outgoing.destroyed) return;
        const passed = request(new URL(url, target), { method, headers }, (answer) => {
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(outgoing);
        });
        passed.on('error', () => outgoing.destroy());
        incoming.pipe(passed);
      };
      if (held !== null && url.includes(held.part)) void held.released.then(sendOn);
      else sendOn();
    },
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    authority: fixture('ca.pem'),
    asked,
    holdBack(part) {
      let release = (): void => undefined;
      held = { part, released: new Promise<void>((resolve) => (release = resolve)) };
      return () => {
        held = null;
        release();
      };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
