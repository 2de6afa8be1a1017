// Lifetimes from an export to the window and the command line: every hop, and what settings say of each other.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inventoryFilter } from '#shared/contract/values.ts';
import { startEngine, type TestEngine, temporaryFolder } from '#test/support/engine.ts';

const entry = resolve(import.meta.dirname, '../../electron/engine/cli/nhi.ts');
const exchange = 'standard.token.exchange.enabled';
const realm = {
  realm: 'shop',
  enabled: true,
  accessTokenLifespan: 300,
  ssoSessionMaxLifespan: 36_000,
  ssoSessionIdleTimeout: 1800,
  offlineSessionMaxLifespanEnabled: false,
  offlineSessionIdleTimeout: 2_592_000,
  clients: [
    { id: 'c-1', clientId: 'portal', standardFlowEnabled: true, attributes: { 'access.token.lifespan': '28800' } },
    { id: 'c-2', clientId: 'plain', standardFlowEnabled: true, attributes: { [exchange]: 'true' } },
    {
      id: 'c-3',
      clientId: 'mobile',
      standardFlowEnabled: true,
      publicClient: true,
      optionalClientScopes: ['offline_access'],
      attributes: { 'access.token.lifespan': '60', 'client.session.max.lifespan': '864000' },
    },
  ],
};

let folder: ReturnType<typeof temporaryFolder>;
let running: TestEngine;
const path = (): string => folder.join('Acme.nhi');

beforeEach(async () => {
  folder = temporaryFolder();
  running = startEngine({ userData: folder.join('user') });
  await running.client.call('workspace.create', { path: path() });
  writeFileSync(folder.join('realm.json'), JSON.stringify(realm));
  await running.client.call('imports.run', { files: [{ path: folder.join('realm.json') }] });
});
afterEach(async () => {
  await running.stop();
  folder.remove();
});

const filter = inventoryFilter.parse({});
const lint = (lints: readonly string[] = []) =>
  running.client.view('lifetimes.lint', {
    filter,
    policySeconds: 2_592_000,
    accessPolicySeconds: 3600,
    // As the contract names them.
    lints: lints as never,
    first: 0,
    count: 100,
  });
const detailOf = async (name: string) => {
  const sort = { by: 'name', descending: false } as const;
  const { rows } = await running.client.view('inventory.grid', { filter, sort, first: 0, count: 9 });
  return running.client.view('identities.detail', { id: rows.find((row) => row.name === name)?.id ?? '' });
};
function nhi(...argv: string[]): { readonly status: number | null; readonly out: string } {
  const ran = spawnSync(process.execPath, [entry, ...argv, '--workspace', path()], { encoding: 'utf8' });
  return { status: ran.status, out: ran.stdout };
}

describe('lifetimes', () => {
  it('name every hop, the value that says so and the one that decides', async () => {
    expect((await detailOf('plain'))?.lifetime).toEqual({
      seconds: 300 + 36_000 + 300,
      least: 36_600,
      decides: 1,
      hops: [
        { label: 'access', seconds: 300, field: 'tokenPolicy.accessTtl', at: null },
        { label: 'refresh chain', seconds: 36_000, field: 'tokenPolicy.refreshAbsolute', at: null },
        { label: 'exchanged token', seconds: 300, field: 'tokenPolicy.accessTtl', at: null },
      ],
      ways: [{ start: 'tokens', seconds: 36_600 }],
    });
    const shown = nhi('show', 'mobile').out;
    expect(shown).toMatch(/>\s+offline session\s+never/);
  });

  it('are told of where a client is laxer than its realm, and where a short token has no effect', async () => {
    const { lints, rows, identities } = await lint();
    expect(lints).toEqual([
      { lint: 'over_default', count: 1 },
      { lint: 'without_effect', count: 1 },
      { lint: 'idle_alone', count: 1 },
      { lint: 'client_over_access_policy', count: 1 },
      { lint: 'default_over_lifetime_policy', count: 1 },
    ]);
    expect(identities).toBe(2);
    expect(rows[0]).toMatchObject({
      name: 'portal',
      words: 'Access tokens live 8 h by the client, the tenant’s default is 5 min',
      shortenTo: 300,
    });
    expect((await lint(['idle_alone'])).rows.map(({ name }) => name)).toEqual(['mobile']);
  });

  it('follow the policy that is asked about', async () => {
    const asked = { filter, policySeconds: 60, accessPolicySeconds: 86_400, lints: [], first: 0, count: 0 };
    const { lints } = await running.client.view('lifetimes.lint', asked);
    expect(lints.map(({ lint: one, count }) => [one, count]).slice(3)).toEqual([['default_over_lifetime_policy', 3]]);
  });

  it('are told of headless, as a table, as JSON and as CSV', async () => {
    await running.client.call('workspace.close', {});
    const asTable = nhi('lifetimes', 'lint');
    expect([asTable.status, asTable.out]).toEqual([0, expect.stringContaining('2 identities to look at')]);
    expect(JSON.parse(nhi('lifetimes', 'lint', '--only', 'idle_alone', '--json').out)).toMatchObject({
      issues: [{ lint: 'idle_alone', name: 'mobile', seconds: 2_592_000 }],
    });
    const [head, row] = nhi('lifetimes', 'lint', '--csv', '--query', 'portal').out.split('\n');
    expect(head).toBe('lint,identity,id,tenant,setting,set_by,seconds,told,shorten_to_seconds');
    expect(row).toMatch(/^over_default,portal,idn_[a-z2-7]{16},shop,accessTtl,client,28800,.*,300$/);
    expect(nhi('lifetimes', 'lint', '--only', 'nonsense').status).toBe(2);
  });
});
