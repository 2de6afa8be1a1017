// Who is measured: the issuer and its peers, each a process of its own, and what is sent to them.
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { temporaryFolder } from '#test/support/engine.ts';
import { type ClientCredentials, type IssuerProcess, startIssuer } from '#test/support/issuer-process.ts';
import { type Form, requestOf, sendAll } from './http-load.ts';
import type { BenchRow } from './measure.ts';
import { builtCommand, type Runtime } from './runtimes.ts';

export const exchangeGrant = 'urn:ietf:params:oauth:grant-type:token-exchange';
export const accessTokenType = 'urn:ietf:params:oauth:token-type:access_token';
export const peerResource = (form: 'jwt' | 'opaque'): string => `https://shop.example/${form}`;

export interface Peer {
  readonly issuer: string;
  stop(): void;
}

async function startPeer(runtime: Runtime, name: string, algorithm: Algorithm): Promise<Peer> {
  const child = runtime.start(join(import.meta.dirname, 'peers', `${name}.mjs`), [algorithm]);
  child.stderr?.resume();
  for await (const line of createInterface({ input: child.stdout ?? Readable.from([]) })) {
    if (!line.startsWith('{')) continue;
    const { issuer } = JSON.parse(line) as { issuer: string }; // What the peers print.
    return { issuer, stop: () => void child.kill() };
  }
  throw new Error(`${name} did not start`);
}

export const peerForm = (peer: Peer, path: string, form: Form['form']): string =>
  requestOf({ issuer: peer.issuer, path, basic: ['client', 'the-secret'], form });

export const ownForm = (own: IssuerProcess, client: ClientCredentials, path: string, form: Form['form']): string =>
  requestOf({ issuer: own.issuer, path, basic: [client.client_id, client.client_secret ?? ''], form });

export async function tokens(issuer: string, request: string, count: number): Promise<string[]> {
  let left = count;
  const values: string[] = [];
  await sendAll(
    issuer,
    () => (left-- > 0 ? request : null),
    ({ body }) => values.push(String((JSON.parse(body) as { access_token: string }).access_token)),
  );
  return values;
}

export type Algorithm = 'EdDSA' | 'ES256';

export interface Cast {
  readonly algorithm: Algorithm;
  readonly own: IssuerProcess;
  readonly service: ClientCredentials;
  readonly opaque: ClientCredentials;
  readonly oidc: Peer;
  readonly bare: Peer;
  stop(): Promise<void>;
}

export const grant = { grant_type: 'client_credentials' };
export function startOwn(
  runtime: Runtime,
  folder: string,
  name: string,
  algorithm: Algorithm = 'EdDSA',
): Promise<IssuerProcess> {
  runtime.give(folder);
  const start = (argv: readonly string[]) => runtime.start(builtCommand, argv);
  return startIssuer({ workspace: join(folder, name), argv: ['--alg', algorithm], start });
}

async function castOf(runtime: Runtime, algorithm: Algorithm): Promise<Cast> {
  const folder = temporaryFolder();
  const own = await startOwn(runtime, folder.path, 'Acme.nhi', algorithm);
  const oidc = await startPeer(runtime, 'oidc-provider', algorithm);
  const bare = await startPeer(runtime, 'bare-token', algorithm);
  const grants = ['client_credentials', exchangeGrant];
  const service = await own.addClient('service', { grant: grants, 'may-introspect': true, 'fan-out': '100000' });
  const opaque = await own.addClient('opaque', { grant: grants, opaque: true, 'may-introspect': true });
  async function stop(): Promise<void> {
    oidc.stop();
    bare.stop();
    await own.stop();
    folder.remove();
  }
  return { algorithm, own, service, opaque, oidc, bare, stop };
}

export async function withCast(
  runtime: Runtime,
  algorithm: Algorithm,
  cases: readonly ((cast: Cast) => Promise<BenchRow[]>)[],
): Promise<BenchRow[]> {
  const cast = await castOf(runtime, algorithm);
  const rows: BenchRow[] = [];
  try {
    for (const each of cases) rows.push(...(await each(cast)));
  } finally {
    await cast.stop();
  }
  return rows;
}
