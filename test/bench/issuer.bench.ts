// GOAL B of PERFORMANCE: the issuer over HTTP, each answer journalled and flushed before it goes out, beside oidc-provider with
// its in-memory adapter and beside a bare handler that only signs. Each is a process of its own, in plain Node and then in
// Electron's utility process; the load comes from this one.
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { createIssuerNames } from '#engine/issuer/identity-of.ts';
import { createLedger } from '#engine/issuer/ledger.ts';
import type { Change } from '#engine/issuer/model.ts';
import { IssuerRegister } from '#engine/issuer/state.ts';
import { openWorkspace } from '#engine/store/open-workspace.ts';
import { temporaryFolder } from '#test/support/engine.ts';
import { aClient } from '#test/support/issuer-builders.ts';
import { type ClientCredentials, type IssuerProcess, startIssuer } from '#test/support/issuer-process.ts';
import { openOptions, system } from './generated-workspace.ts';
import { type Form, type Load, requestOf, sendAll, sendFor } from './http-load.ts';
import { type BenchRow, compare, type Goal, noGoal } from './measure.ts';
import { builtCommand, type Runtime, runtimes } from './runtimes.ts';

const scale = Number(process.env['NHI_BENCH_SCALE'] ?? 1);
const rounds = 5;
const seconds = 2 * Math.min(1, Math.max(scale, 0.25));
const manyClients = Math.round(100_000 * scale);
const derived = Math.round(10_000 * scale);
const revocations = Math.round(2_000 * Math.max(scale, 0.1));
const exchangeGrant = 'urn:ietf:params:oauth:grant-type:token-exchange';
const accessTokenType = 'urn:ietf:params:oauth:token-type:access_token';
const peerResource = (form: 'jwt' | 'opaque'): string => `https://shop.example/${form}`;

interface Peer {
  readonly issuer: string;
  stop(): void;
}

async function startPeer(runtime: Runtime, name: string): Promise<Peer> {
  const child = runtime.start(join(import.meta.dirname, 'peers', `${name}.mjs`), []);
  child.stderr?.resume();
  for await (const line of createInterface({ input: child.stdout ?? Readable.from([]) })) {
    if (!line.startsWith('{')) continue;
    const { issuer } = JSON.parse(line) as { issuer: string }; // What the peers print.
    return { issuer, stop: () => void child.kill() };
  }
  throw new Error(`${name} did not start`);
}

const peerForm = (peer: Peer, path: string, form: Form['form']): string =>
  requestOf({ issuer: peer.issuer, path, basic: ['client', 'the-secret'], form });

const ownForm = (own: IssuerProcess, client: ClientCredentials, path: string, form: Form['form']): string =>
  requestOf({ issuer: own.issuer, path, basic: [client.client_id, client.client_secret ?? ''], form });

async function tokens(issuer: string, request: string, count: number): Promise<string[]> {
  let left = count;
  const values: string[] = [];
  await sendAll(
    issuer,
    () => (left-- > 0 ? request : null),
    ({ body }) => values.push(String((JSON.parse(body) as { access_token: string }).access_token)),
  );
  return values;
}

/** In turns, the first round of all for the compilers. */
async function inTurns(cases: readonly (() => Promise<Load>)[]): Promise<Load[][]> {
  const loads: Load[][] = cases.map(() => []);
  for (let round = -1; round < rounds; round += 1) {
    for (const [i, one] of cases.entries()) {
      const load = await one();
      if (round >= 0) loads[i]?.push(load);
    }
  }
  return loads;
}

const rates = (loads: readonly Load[] = []): number[] => loads.map(({ perSecond }) => perSecond);
const p99s = (loads: readonly Load[] = []): number[] => loads.map(({ p99 }) => p99);
const atLeast = (ratio: number): Goal => ({ text: `>= ${ratio}x`, atLeast: ratio });
const row = (name: string, goal: Goal, ours: readonly Load[] = [], peer: readonly Load[] = []): BenchRow =>
  compare('B', name, 'requests/s', goal, rates(ours), rates(peer));

interface Cast {
  readonly own: IssuerProcess;
  readonly service: ClientCredentials;
  readonly opaque: ClientCredentials;
  readonly oidc: Peer;
  readonly bare: Peer;
}

const grant = { grant_type: 'client_credentials' };

async function mintings({ own, service, opaque, oidc, bare }: Cast): Promise<BenchRow[]> {
  const peerGrant = (form: 'jwt' | 'opaque') => ({ ...grant, resource: peerResource(form) });
  const [first = ''] = await tokens(own.issuer, ownForm(own, service, '/token', grant), 1);
  const exchange = { grant_type: exchangeGrant, subject_token: first, subject_token_type: accessTokenType };
  const [jwt, opaques, exchanged, oidcJwt, oidcOpaque, bareJwt, bareOpaque] = await inTurns([
    () => sendFor(own.issuer, ownForm(own, service, '/token', grant), seconds),
    () => sendFor(own.issuer, ownForm(own, opaque, '/token', grant), seconds),
    () => sendFor(own.issuer, ownForm(own, service, '/token', exchange), seconds),
    () => sendFor(oidc.issuer, peerForm(oidc, '/token', peerGrant('jwt')), seconds),
    () => sendFor(oidc.issuer, peerForm(oidc, '/token', peerGrant('opaque')), seconds),
    () => sendFor(bare.issuer, peerForm(bare, '/jwt', grant), seconds),
    () => sendFor(bare.issuer, peerForm(bare, '/opaque', grant), seconds),
  ]);
  const third: Goal = { text: '<= 0.33x', atMost: 1 / 3 };
  return [
    row('client_credentials, JWT (EdDSA), against oidc-provider', atLeast(2.5), jwt, oidcJwt),
    row('client_credentials, JWT (EdDSA), against a handler that only signs', atLeast(0.8), jwt, bareJwt),
    compare('B', 'client_credentials, JWT, p99 against oidc-provider', 'ms', third, p99s(jwt), p99s(oidcJwt)),
    row('client_credentials, opaque, against oidc-provider', atLeast(2.5), opaques, oidcOpaque),
    row('client_credentials, opaque, against a bare handler', noGoal(), opaques, bareOpaque),
    row('token exchange, against our client_credentials', atLeast(0.65), exchanged, jwt),
    row('token exchange, against a handler that only signs', noGoal(), exchanged, bareJwt),
  ];
}

async function afterwards({ own, service, opaque, oidc, bare }: Cast): Promise<BenchRow[]> {
  const [jwt = ''] = await tokens(own.issuer, ownForm(own, service, '/token', grant), 1);
  const [value = ''] = await tokens(own.issuer, ownForm(own, opaque, '/token', grant), 1);
  const oidcGrant = peerForm(oidc, '/token', { ...grant, resource: peerResource('opaque') });
  const [oidcValue = ''] = await tokens(oidc.issuer, oidcGrant, 1);
  const [ofJwt, ofOpaque, oidcIntrospection] = await inTurns([
    () => sendFor(own.issuer, ownForm(own, service, '/introspect', { token: jwt }), seconds),
    () => sendFor(own.issuer, ownForm(own, opaque, '/introspect', { token: value }), seconds),
    () => sendFor(oidc.issuer, peerForm(oidc, '/token/introspection', { token: oidcValue }), seconds),
  ]);
  /** Each of so many live tokens, once. */
  const revoke = async (issuer: string, mint: string, form: (token: string) => string): Promise<Load> => {
    const live = await tokens(issuer, mint, revocations);
    return sendAll(issuer, () => {
      const token = live.pop();
      return token === undefined ? null : form(token);
    });
  };
  const [revoked, oidcRevoked, bareRevoked] = await inTurns([
    () =>
      revoke(own.issuer, ownForm(own, opaque, '/token', grant), (token) => ownForm(own, opaque, '/revoke', { token })),
    () => revoke(oidc.issuer, oidcGrant, (token) => peerForm(oidc, '/token/revocation', { token })),
    () => revoke(bare.issuer, peerForm(bare, '/opaque', grant), (token) => peerForm(bare, '/revoke', { token })),
  ]);
  return [
    row('introspection of a JWT, against oidc-provider (opaque)', atLeast(2.5), ofJwt, oidcIntrospection),
    row('introspection, opaque, against oidc-provider', atLeast(2.5), ofOpaque, oidcIntrospection),
    row('revocation of live opaque tokens, against oidc-provider', atLeast(2.5), revoked, oidcRevoked),
    row('revocation of live opaque tokens, against a bare handler', noGoal(), revoked, bareRevoked),
  ];
}

/** One request that ends so many tokens, beside one that ends a single one. */
async function cascade(own: IssuerProcess): Promise<BenchRow[]> {
  const root = await own.addClient('root', { grant: ['client_credentials', exchangeGrant], 'fan-out': '100000' });
  const request = ownForm(own, root, '/token', grant);
  const revokeMs = async (token: string): Promise<number> => {
    const began = performance.now();
    let left = 1;
    await sendAll(own.issuer, () => (left-- > 0 ? ownForm(own, root, '/revoke', { token }) : null));
    return performance.now() - began;
  };
  const [one, many]: [number[], number[]] = [[], []];
  for (let round = 0; round < 3; round += 1) {
    const [single = '', parent = ''] = await tokens(own.issuer, request, 2);
    const exchange = { grant_type: exchangeGrant, subject_token: parent, subject_token_type: accessTokenType };
    const children = await tokens(own.issuer, ownForm(own, root, '/token', exchange), derived);
    one.push(await revokeMs(single));
    many.push(await revokeMs(parent));
    const last = children.at(-1) ?? '';
    await sendAll(own.issuer, once(ownForm(own, root, '/introspect', { token: last })), ({ body }) => {
      if (body !== '{"active":false}') throw new Error('a token of the cascade is alive');
    });
  }
  return [compare('B', `cascade of ${derived} tokens, against the revocation of one`, 'ms', noGoal(), many, one)];
}

function once(request: string): () => string | null {
  let left = 1;
  return () => (left-- > 0 ? request : null);
}

/** A workspace in which so many clients are registered. */
async function crowded(path: string, count: number): Promise<void> {
  const workspace = await openWorkspace(system, path, openOptions);
  const state = workspace.registers.find((register) => register instanceof IssuerRegister);
  if (state === undefined) throw new Error('the workspace has no register of the issuer');
  const names = createIssuerNames(system.hash.sha256, workspace.id);
  const ledger = createLedger(workspace, state, names, () => undefined);
  const event = {
    human: 'bench',
    humanLive: false,
    agents: [],
    client: null,
    action: 'client.created',
    object: 'many',
    decision: 'allowed',
    reason: '',
    trace: '',
    policy: 'issuer',
    details: {},
  } as const;
  for (let made = 0; made < count; made += 1000) {
    const changes = Array.from({ length: Math.min(1000, count - made) }, (_, i): Change => {
      return { is: 'client', client: aClient({ id: `cli_${made + i}`, name: `client ${made + i}` }) };
    });
    await ledger.record({ ...event, changes });
  }
  await workspace.close();
}

async function withManyClients(runtime: Runtime): Promise<BenchRow[]> {
  const folder = temporaryFolder();
  await crowded(folder.join('Crowded.nhi'), manyClients);
  const full = await startOwn(runtime, folder.path, 'Crowded.nhi');
  const empty = await startOwn(runtime, folder.path, 'Empty.nhi');
  try {
    const [inFull, inEmpty] = [await full.addClient('service'), await empty.addClient('service')];
    const [crowd, alone] = await inTurns([
      () => sendFor(full.issuer, ownForm(full, inFull, '/token', grant), seconds),
      () => sendFor(empty.issuer, ownForm(empty, inEmpty, '/token', grant), seconds),
    ]);
    const name = `client_credentials among ${manyClients} clients, against one`;
    return [row(name, { text: '>= 0.9x', atLeast: 0.9 }, crowd, alone)];
  } finally {
    await Promise.all([full.stop(), empty.stop()]);
    folder.remove();
  }
}

function startOwn(runtime: Runtime, folder: string, name: string): Promise<IssuerProcess> {
  runtime.give(folder);
  return startIssuer({ workspace: join(folder, name), start: (argv) => runtime.start(builtCommand, argv) });
}

async function runIn(runtime: Runtime): Promise<BenchRow[]> {
  const folder = temporaryFolder();
  const own = await startOwn(runtime, folder.path, 'Acme.nhi');
  const [oidc, bare] = [await startPeer(runtime, 'oidc-provider'), await startPeer(runtime, 'bare-token')];
  const rows: BenchRow[] = [];
  try {
    const grants = ['client_credentials', exchangeGrant];
    const service = await own.addClient('service', { grant: grants, 'may-introspect': true, 'fan-out': '100000' });
    const opaque = await own.addClient('opaque', { grant: grants, opaque: true, 'may-introspect': true });
    const cast: Cast = { own, service, opaque, oidc, bare };
    rows.push(...(await mintings(cast)), ...(await afterwards(cast)), ...(await cascade(own)));
  } finally {
    oidc.stop();
    bare.stop();
    await own.stop();
    folder.remove();
  }
  rows.push(...(await withManyClients(runtime)));
  return rows.map((each) => ({ ...each, case: `${runtime.name}: ${each.case}` }));
}

export async function run(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const runtime of runtimes) rows.push(...(await runIn(runtime)));
  return rows;
}
