// A tenant of ten thousand clients at a real Keycloak: sync and bulk changes beside the same HTTP calls without a workbench
// around them, beside the fewest calls that would do, and beside Keycloak's own kcadm.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { CallInput } from '#shared/contract/contract.ts';
import { startEngine, temporaryFolder } from '#test/support/engine.ts';
import { workbench } from '#test/support/keycloak-realm.ts';
import { type KeycloakServer, keycloakHome, startKeycloak } from '#test/support/keycloak-server.ts';
import { BareClient, benchRealm, makeBenchRealm, nameOf } from './bare-keycloak.ts';
import { type BenchRow, compare, noGoal, timed } from './measure.ts';

const scale = Number(process.env['NHI_BENCH_SCALE'] ?? 1);
const clients = Math.max(200, Math.round(10_000 * scale));
const changes = Math.max(50, Math.round(1_000 * scale));
/** What the analyst set, for us and for the bare calls alike. */
const concurrency = 8;
const kcadmCalls = 12;
/** What kcadm lists at once; of the whole realm the server breaks off after five minutes, in the middle of the answer. */
const kcadmListed = Math.min(clients, 500);
const rounds = 3;
const goal = { text: '>= 0.9x of the bare calls', atLeast: 0.9 };

type Engine = ReturnType<typeof startEngine>;

async function connected(engine: Engine, server: KeycloakServer): Promise<string> {
  const { secret } = await engine.client.call('tenants.hold', { text: workbench.secret });
  const { tenant } = await engine.client.call('tenants.add', {
    connector: 'keycloak',
    name: 'Bench',
    settings: { address: server.url, realm: benchRealm, clientId: workbench.clientId },
    addresses: 'loopback',
    keeping: 'run',
    concurrency,
    secret,
  });
  await engine.client.call('tenants.allowWrites', { tenant, writes: true });
  return tenant;
}

/** By name; the grid hands out 500 at most. */
async function identitiesOf(engine: Engine): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (let first = 0; ; first += 500) {
    const { rows, matched } = await engine.client.view('inventory.grid', {
      filter: { text: 'name:bench-*' },
      first,
      count: 500,
      sort: { by: 'name', descending: false },
    });
    for (const { name, id } of rows) ids.set(name, id);
    if (first + 500 >= matched) return ids;
  }
}

/** Milliseconds of the run alone: the plan is made and approved before. Throws where a step is not verified. */
async function planned(
  engine: Engine,
  intent: CallInput<'plans.create'>['intent'],
  names: readonly string[],
  parameters: CallInput<'plans.create'>['parameters'] = {},
): Promise<number> {
  const ids = await identitiesOf(engine);
  const targets = names.map((name) => ({ identity: ids.get(name) ?? '', part: 'identity' as const }));
  const { plan } = await engine.client.call('plans.create', { intent, targets, parameters });
  const { plan: detail } = await engine.client.view('plans.detail', { plan });
  if (detail === null) throw new Error('the plan is there');
  await engine.client.call('plans.approve', { plan, digest: detail.digest, typed: detail.danger.mustType });
  const ms = await timed(() => engine.client.call('plans.run', { plan }));
  const { plan: done } = await engine.client.view('plans.detail', { plan });
  if (done?.counts.verified !== done?.steps) throw new Error(`not all was verified: ${JSON.stringify(done?.counts)}`);
  return ms;
}

interface Contest {
  /** Milliseconds. */
  ours(): Promise<number>;
  same(): Promise<void>;
  least(): Promise<void>;
  /** Everything as it was. */
  reset(): Promise<void>;
}

/** Changes a second, in turns. The first round warms the server up for everybody and does not count. */
async function inRounds({ ours, same, least, reset }: Contest): Promise<Record<'ours' | 'same' | 'least', number[]>> {
  const rates: Record<'ours' | 'same' | 'least', number[]> = { ours: [], same: [], least: [] };
  for (let round = -1; round < rounds; round += 1) {
    const times = { same: 0, ours: 0, least: 0 };
    times.same = await timed(same);
    await reset();
    times.ours = await ours();
    await reset();
    times.least = await timed(least);
    await reset();
    if (round < 0) continue;
    for (const who of ['ours', 'same', 'least'] as const) rates[who].push(perSecond(changes, times[who]));
  }
  return rates;
}

/** Names of everything that one of them holds. */
async function heldBy(engine: Engine, name: string): Promise<readonly string[]> {
  const id = (await identitiesOf(engine)).get(name) ?? '';
  const detail = await engine.client.view('identities.detail', { id });
  return (detail?.scopes ?? []).map((scope) => scope.name);
}

const perSecond = (count: number, ms: number): number => (1000 * count) / ms;

export async function run(): Promise<BenchRow[]> {
  if (keycloakHome === undefined) {
    process.stderr.write('skipped: there is no Keycloak here (it needs Maven and Java)\n');
    return [];
  }
  const folder = temporaryFolder();
  const server = await startKeycloak(keycloakHome);
  try {
    await makeBenchRealm(await server.admin(), clients);
    const bare = new BareClient(server.url, concurrency);
    // The JVM and the database have seen every kind of request before anybody is measured.
    await bare.sync();
    const engine = startEngine({ userData: folder.path, now: Date.now() });
    try {
      await engine.client.call('workspace.create', { path: folder.join('Bench.nhi') });
      const tenant = await connected(engine, server);
      const what = `sync of ${clients} clients, ${concurrency} at once`;
      const synced = { ours: [] as number[], bare: [] as number[] };
      for (let round = 0; round < rounds; round += 1) {
        const own = await timed(() => engine.client.call('tenants.sync', { tenant, afresh: true }));
        synced.ours.push(perSecond(clients, own));
        synced.bare.push(perSecond(clients, await timed(() => bare.sync())));
      }
      const kcadm = await Kcadm.signedIn(keycloakHome, server, folder.join('kcadm.config'));
      const listed = await timed(() => kcadm.run('get', 'clients', '-l', String(kcadmListed)));
      const list = [perSecond(kcadmListed, listed)];

      const names = Array.from({ length: changes }, (_, index) => nameOf(index));
      const disabled = await inRounds({
        ours: () => planned(engine, 'disable', names),
        same: () => bare.disable(names, 'with probes'),
        least: () => bare.disable(names, 'least'),
        reset: () => bare.enable(names),
      });
      const byKcadm = names.slice(0, kcadmCalls).map((name) => bare.idOf(name));
      const tool = [perSecond(kcadmCalls, await timed(() => kcadm.disable(byKcadm)))];
      await bare.enable(names);
      const stays = await heldBy(engine, names[0] ?? '');
      const rescoped = await inRounds({
        ours: () => planned(engine, 'rescope', names, { scopes: stays.filter((name) => name !== 'manage-users') }),
        same: () => bare.rescope(names, 'read back'),
        least: () => bare.rescope(names, 'least'),
        reset: () => bare.restore(names),
      });

      const unit = 'clients/s';
      const bulk = `${changes} disables, ${concurrency} at once`;
      const roles = `${changes} rescopes, ${concurrency} at once`;
      return [
        compare('', `${what}, beside the same calls`, unit, goal, synced.ours, synced.bare),
        compare('', `${what}, beside kcadm that only lists ${kcadmListed} of them`, unit, noGoal(), synced.ours, list),
        compare('', `${bulk}, beside the same calls`, unit, goal, disabled.ours, disabled.same),
        compare('', `${bulk}, beside GET and PUT alone, nothing proven`, unit, noGoal(), disabled.ours, disabled.least),
        compare('', `${bulk}, beside kcadm (${kcadmCalls} of them)`, unit, noGoal(), disabled.ours, tool),
        compare('', `${roles}, beside the same calls`, unit, goal, rescoped.ours, rescoped.same),
        compare('', `${roles}, beside GET and DELETE alone`, unit, noGoal(), rescoped.ours, rescoped.least),
      ];
    } finally {
      await engine.stop();
    }
  } finally {
    await server.stop();
    folder.remove();
  }
}

/** Keycloak's own command, which starts a JVM for each call. */
class Kcadm {
  readonly #home: string;
  readonly #config: string;

  private constructor(home: string, config: string) {
    this.#home = home;
    this.#config = config;
  }

  static async signedIn(home: string, { url }: KeycloakServer, config: string): Promise<Kcadm> {
    const kcadm = new Kcadm(home, config);
    const own = ['--client', workbench.clientId, '--secret', workbench.secret];
    await kcadm.#exec('config', 'credentials', '--server', url, '--realm', benchRealm, ...own);
    return kcadm;
  }

  run(...words: readonly string[]): Promise<unknown> {
    return this.#exec(...words, '-r', benchRealm);
  }

  async disable(ids: readonly string[]): Promise<void> {
    const waiting = [...ids];
    const worker = async (): Promise<void> => {
      for (let id = waiting.pop(); id !== undefined; id = waiting.pop())
        await this.run('update', `clients/${id}`, '-s', 'enabled=false');
    };
    await Promise.all(Array.from({ length: concurrency }, worker));
  }

  #exec(...words: readonly string[]): Promise<unknown> {
    const limits = { maxBuffer: 512 * 1024 * 1024 };
    return promisify(execFile)(join(this.#home, 'bin/kcadm.sh'), [...words, '--config', this.#config], limits);
  }
}
