// The law of every connector: no secret of a tenant, and none that its backend shows, is said or kept where it could be read.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import type { CallInput } from '#shared/contract/contract.ts';
import type { FromEngine } from '#shared/contract/wire.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Intent } from '#shared/model/finding.ts';
import { startEngine, type TestEngine, temporaryFolder } from './engine.ts';
import type { FaultyProxy, HttpFault } from './faulty-proxy.ts';

export interface SecretsBench {
  readonly form: Pick<CallInput<'tenants.add'>, 'connector' | 'settings'>;
  /** '': the backend asks for none. */
  secret(): string;
  /** One that is refused; '': there is none. */
  readonly wrong: string;
  /** Stands before the backend; null: no network is between. */
  readonly proxy: FaultyProxy | null;
  /** Makes a client; its name in the inventory. */
  make(engine: TestEngine): Promise<string>;
  /** Every secret of it and of its backend, as of now. */
  secrets(): Iterable<string>;
  /** What this backend can do to one client. */
  readonly intents: readonly Intent[];
}

const passphrase = 'canary-passphrase';
const faults: readonly HttpFault[] = ['forbidden', 'html', 'malformed', 'cut_off'];

export function keepsSecrets(bench: () => SecretsBench): void {
  it('says no secret to anybody, and keeps none where it could be read', async () => {
    const { form, secret, wrong, proxy, make, secrets, intents } = bench();
    const [folder, elsewhere] = [temporaryFolder(), temporaryFolder()];
    const heard: FromEngine[] = [];
    const logged: string[] = [];
    const engine = startEngine({
      userData: folder.path,
      now: Date.now(),
      log: (line, cause) => void logged.push(`${line} ${inspect(cause)}`),
      hear: (message) => void heard.push(message),
    });
    const { client } = engine;
    const refused: string[] = [];
    const trying = async (work: Promise<unknown>): Promise<void> => {
      await work.catch((error: unknown) => {
        if (!(error instanceof AppError)) throw error;
        refused.push(`${error.message} ${error.hint}`);
      });
    };
    const hold = async (text: string): Promise<string | null> =>
      text === '' ? null : (await client.call('tenants.hold', { text })).secret;
    const given = async (text: string): Promise<CallInput<'tenants.add'>> => ({
      ...form,
      name: 'Tenant',
      addresses: 'loopback',
      keeping: secret() === '' ? 'run' : 'passphrase',
      secret: await hold(text),
      passphrase: secret() === '' ? null : await hold(passphrase),
    });
    const made: string[] = [passphrase];
    try {
      await client.call('workspace.create', { path: folder.join('Acme.nhi') });
      const names = new Map<Intent, string>();
      for (const intent of intents) names.set(intent, await make(engine));
      if (wrong !== '') {
        made.push(wrong);
        await trying(client.call('tenants.test', await given(wrong)));
        await trying(client.call('tenants.add', await given(wrong)));
      }
      const { tenant } = await client.call('tenants.add', await given(secret()));
      for (const fault of proxy === null ? [] : faults) {
        proxy?.concerns(() => true);
        proxy?.faults.push(...Array.from({ length: 40 }, () => fault));
        await trying(client.call('tenants.sync', { tenant, afresh: true }));
        if (proxy !== null) proxy.faults.length = 0;
      }
      await client.call('tenants.sync', { tenant, afresh: true });
      expect((await client.call('tenants.test', { ...(await given('')), tenant })).ok).toBe(true);
      await client.call('tenants.allowWrites', { tenant, writes: true });
      const counts: Record<string, number> = {};
      for (const intent of intents) {
        const identity = await idOf(engine, names.get(intent) ?? '');
        const { plan } = await client.call('plans.create', {
          intent,
          targets: [{ identity, part: 'identity' }],
          parameters: intent === 'shorten' ? { seconds: 600 } : {},
        });
        const shown = (await client.view('plans.detail', { plan })).plan;
        const typed = shown?.danger.mustType ?? null;
        await client.call('plans.approve', { plan, digest: shown?.digest ?? '', typed });
        await client.call('plans.run', { plan });
        const ran = (await client.view('plans.detail', { plan })).plan;
        for (const row of ran?.rows ?? []) {
          counts[row.state] = (counts[row.state] ?? 0) + 1;
          await client.call('plans.step', { plan, step: row.id });
        }
        if (ran?.rows.some(({ hasSecret }) => hasSecret) === true) {
          const path = elsewhere.join(`${plan}.json`);
          await client.call('plans.saveSecrets', { plan, path });
          made.push(...Object.values(JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>));
        }
        for (const what of ['plan', 'receipt'] as const)
          await client.call('plans.export', { plan, what, path: folder.join(`${what}-${intent}.json`) });
        await trying(client.call('plans.undo', { plan }));
      }
      await client.view('tenants.detail', { tenant });
      await client.view('plans.list', {});
      expect(counts['verified'] ?? 0).toBeGreaterThan(0);
      await client.call('workspace.close', {});
    } finally {
      await engine.stop();
    }
    const files = readdirSync(folder.path, { recursive: true, withFileTypes: true })
      .filter((each) => each.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
    const said = [...heard.map((message) => JSON.stringify(message)), ...logged, ...refused];
    const all = [...new Set([...made, ...secrets()])].filter((each) => each !== '');
    // A check over nothing proves nothing.
    expect(Math.min(all.length - 1, heard.length, files.length)).toBeGreaterThan(0);
    for (const each of all) {
      expect(said.filter((text) => text.includes(each))).toEqual([]);
      expect(files.filter((path) => readFileSync(path).includes(each))).toEqual([]);
    }
    folder.remove();
    elsewhere.remove();
  });
}

/** The inventory follows the local issuer by itself, a moment later. */
async function idOf({ client }: TestEngine, name: string): Promise<string> {
  for (;;) {
    const sort = { by: 'name' as const, descending: false };
    const { rows } = await client.view('inventory.grid', { filter: { text: name }, first: 0, count: 20, sort });
    const found = rows.find((row) => row.name === name);
    if (found !== undefined) return found.id;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
