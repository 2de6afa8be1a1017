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
): Promise<{ readonly ms: number; undo(): Promise<void> }> {
  const ids = await identitiesOf(engine);
  const targets = names.map((name) => ({ identity: ids.get(name) ?? '', part: 'identity' as const }));
  const ran = async (plan: string): Promise<number> => {
    const { plan: detail } = await engine.client.view('plans.detail', { plan });
    if (detail === null) throw new Error('the plan is there');
    await engine.client.call('plans.approve', { plan, digest: detail.digest, typed: detail.danger.mustType });
    const ms = await timed(() => engine.client.call('plans.run', { plan }));
    const { plan: done } = await engine.client.view('plans.detail', { plan });
    if (done?.counts.verified !== done?.steps) throw new Error(`not all was verified: ${JSON.stringify(done?.counts)}`);
    return ms;
  };
  const { plan } = await engine.client.call('plans.create', { intent, targets, parameters });
  return {
    ms: await ran(plan),
    async undo() {
      await ran((await engine.client.call('plans.undo', { plan })).plan);
    },
  };
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
      const rows: BenchRow[] = [];
      const ofBare: number[] = [];
      const ofOurs: number[] = [];
      for (let round = 0; round < 2; round += 1) {
        ofOurs.push(
          perSecond(clients, await timed(() => engine.client.call('tenants.sync', { tenant, afresh: true }))),
        );
        ofBare.push(perSecond(clients, await timed(() => bare.sync())));
      }
      const kcadm = await Kcadm.signedIn(keycloakHome, server, folder.join('kcadm.config'));
      const list = perSecond(clients, await timed(() => kcadm.run('get', 'clients', '-l', String(clients + 100))));
      const what = `sync of ${clients} clients, ${concurrency} at once`;
      rows.push(compare('', `${what}, beside the same calls`, 'clients/s', goal, ofOurs, ofBare));
      rows.push(compare('', `${what}, beside kcadm that only lists them`, 'clients/s', noGoal(), ofOurs, [list]));

      const names = Array.from({ length: changes }, (_, index) => nameOf(index));
      const disabled = await planned(engine, 'disable', names);
      await disabled.undo();
      const same = await timed(() => bare.disable(names, 'with probes'));
      await bare.enable(names);
      const least = await timed(() => bare.disable(names, 'least'));
      const byKcadm = names.slice(0, kcadmCalls);
      await bare.enable(names);
      const tool = await timed(() => kcadm.disable(byKcadm.map((name) => bare.idOf(name))));
      await bare.enable(names);
      const ours = [perSecond(changes, disabled.ms)];
      const bulk = `${changes} disables, ${concurrency} at once`;
      rows.push(compare('', `${bulk}, beside the same calls`, 'clients/s', goal, ours, [perSecond(changes, same)]));
      rows.push(
        compare('', `${bulk}, beside GET and PUT alone, nothing proven`, 'clients/s', noGoal(), ours, [
          perSecond(changes, least),
        ]),
      );
      rows.push(
        compare('', `${bulk}, beside kcadm (${kcadmCalls} of them)`, 'clients/s', noGoal(), ours, [
          perSecond(kcadmCalls, tool),
        ]),
      );

      await engine.client.call('tenants.sync', { tenant });
      const rescoped = await planned(engine, 'rescope', names, { scopes: ['view-users'] });
      await rescoped.undo();
      const sameRoles = await timed(() => bare.rescope(names, 'read back'));
      await bare.restore(names);
      const leastRoles = await timed(() => bare.rescope(names, 'least'));
      const ourRoles = [perSecond(changes, rescoped.ms)];
      const roles = `${changes} rescopes, ${concurrency} at once`;
      rows.push(
        compare('', `${roles}, beside the same calls`, 'clients/s', goal, ourRoles, [perSecond(changes, sameRoles)]),
      );
      rows.push(
        compare('', `${roles}, beside GET and DELETE alone`, 'clients/s', noGoal(), ourRoles, [
          perSecond(changes, leastRoles),
        ]),
      );
      return rows;
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
