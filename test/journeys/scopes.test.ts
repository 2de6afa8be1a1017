// What was granted, how sensitive it is, and what of it was used: classified, taken back, and followed by the scores.
import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ScopeRow } from '#shared/contract/scopes.ts';
import { inventoryFilter } from '#shared/contract/values.ts';
import { daysAgo } from '#test/support/builders.ts';
import { startEngine, type TestEngine, temporaryFolder } from '#test/support/engine.ts';

let folder: ReturnType<typeof temporaryFolder>;
let running: TestEngine;

beforeEach(async () => {
  folder = temporaryFolder();
  running = startEngine({ userData: folder.join('user') });
  await running.client.call('workspace.create', { path: folder.join('Acme.nhi') });
});
afterEach(async () => {
  await running.stop();
  folder.remove();
});

const all = { filter: {}, sort: { by: 'scope', descending: false }, first: 0, count: 100 } as const;
const listed = async (): Promise<readonly ScopeRow[]> => (await running.client.view('scopes.list', all)).rows;
const grid = {
  filter: inventoryFilter.parse({}),
  sort: { by: 'name', descending: false },
  first: 0,
  count: 9,
} as const;
const rowOf = async (name: string) => {
  const { rows } = await running.client.view('inventory.grid', grid);
  const row = rows.find((one) => one.name === name);
  if (row === undefined) throw new Error(`${name} is not in the inventory`);
  return row;
};
const scoreOf = async (name: string): Promise<number> => (await rowOf(name)).score?.value ?? Number.NaN;

async function importText(name: string, text: string, tenant: string): Promise<void> {
  const path = folder.join(name);
  writeFileSync(path, text);
  const { files } = await running.client.call('imports.run', { files: [{ path, tenant }] });
  expect(files[0]).toMatchObject({ rejected: 0 });
}

describe('classifying', () => {
  const table = 'name,owner,kind,resource,scopes\nerp,Ada,api_key,billing,orders:write\nbot,Ada,api_key,billing,read';

  beforeEach(() => importText('keys.csv', table, 'Keys'));

  it('lists every scope, unknown ones with the worst that their API can offer', async () => {
    expect(await listed()).toMatchObject([
      { vendor: 'csv', api: 'billing', scope: 'orders:write', tier: 1, verb: 'write', by: 'unknown', holders: 1 },
      { vendor: 'csv', api: 'billing', scope: 'read', tier: 1, verb: 'read', by: 'unknown', holders: 1 },
    ]);
    const view = await running.client.view('scopes.list', { ...all, filter: { judges: ['analyst'] } });
    expect([view.total, view.matched, view.judges]).toEqual([2, 0, [{ value: 'unknown', count: 2 }]]);
  });

  it('changes scores at once, is journalled, and can be taken back', async () => {
    const before = await scoreOf('erp');
    const scope = { vendor: 'csv', api: 'billing', scope: 'orders:write' } as const;
    const said = { ...scope, said: { tier: 3, verb: 'read' as const } };
    const receipt = await running.client.call('scopes.classify', { changes: [said] });
    expect(receipt.before).toEqual([{ ...scope, said: null }]);
    expect(await scoreOf('erp')).toBeLessThan(before);
    expect((await listed())[0]).toMatchObject({ tier: 3, verb: 'read', by: 'analyst' });
    const undone = await running.client.call('scopes.classify', { changes: receipt.before });
    expect(undone.before).toEqual([said]);
    expect(await scoreOf('erp')).toBe(before);
    expect((await listed())[0]).toMatchObject({ tier: 1, by: 'unknown' });
    const { workspace } = running.engine.session.mustBeOpen();
    const words = workspace.journal.list(0, 10).filter(({ action }) => action === 'scope.classified');
    expect(words.map(({ data }) => data['summary'])).toEqual([
      'orders:write: T3 read',
      'orders:write: as the catalogue says',
    ]);
  });

  it('is there again after closing, taken back or not', async () => {
    const change = (scope: string, tier: number | null) => ({
      changes: [
        {
          vendor: 'csv' as const,
          api: 'billing',
          scope,
          said: tier === null ? null : { tier, verb: 'read' as const },
        },
      ],
    });
    await running.client.call('scopes.classify', change('orders:write', 2));
    await running.client.call('scopes.classify', change('read', 3));
    await running.client.call('scopes.classify', change('read', null));
    const scores = [await scoreOf('erp'), await scoreOf('bot')];
    await running.client.call('workspace.close', {});
    await running.client.call('workspace.open', { path: folder.join('Acme.nhi') });
    expect(await listed()).toMatchObject([
      { tier: 2, by: 'analyst' },
      { tier: 1, by: 'unknown' },
    ]);
    expect([await scoreOf('erp'), await scoreOf('bot')]).toEqual(scores);
  });

  it('refuses a tier that is none', async () => {
    const change = { vendor: 'csv', api: 'billing', scope: 'read', said: { tier: 7, verb: 'read' } } as const;
    await expect(running.client.call('scopes.classify', { changes: [change] })).rejects.toMatchObject({
      code: 'input.invalid',
    });
  });
});

describe('usage', () => {
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'checkout', namespace: 'shop' } };
  const role = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: 'reader', namespace: 'shop' },
    rules: [
      { apiGroups: [''], resources: ['secrets', 'configmaps'], verbs: ['get'] },
      { apiGroups: [''], resources: ['pods'], verbs: ['create'] },
    ],
  };
  const binding = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: 'reader', namespace: 'shop' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'reader' },
    subjects: [{ kind: 'ServiceAccount', name: 'checkout', namespace: 'shop' }],
  };
  let audited = 0;
  const event = (user: string, verb: string, resource: string, days: number) => ({
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    level: 'Metadata',
    auditID: `a-${audited++}`,
    stage: 'ResponseComplete',
    verb,
    user: { username: user },
    objectRef: { resource, namespace: 'shop', name: 'x', apiVersion: 'v1' },
    responseStatus: { code: 200 },
    requestReceivedTimestamp: new Date(daysAgo(days)).toISOString(),
  });
  const checkout = 'system:serviceaccount:shop:checkout';
  const states = async (): Promise<unknown> =>
    (await listed()).map(({ scope, used, unrecorded, lastUsedAt }) => [scope, used, unrecorded, lastUsedAt]);

  beforeEach(async () => {
    const objects = { apiVersion: 'v1', kind: 'List', items: [account, role, binding] };
    await importText('cluster.json', JSON.stringify(objects), 'prod');
  });

  it('is unknown until a log is imported, and then what the log shows: unknown is not never', async () => {
    const missing = { unknown: 'no_log' };
    expect(await states()).toEqual([
      ['create:pods', 0, 1, missing],
      ['get:configmaps', 0, 1, missing],
      ['get:secrets', 0, 1, missing],
    ]);
    expect((await rowOf('checkout')).scopes.used).toHaveProperty('unknown');
    const log = [event('ana@example.com', 'get', 'pods', 120), event(checkout, 'get', 'secrets', 3)];
    await importText('audit.json', log.map((one) => JSON.stringify(one)).join('\n'), 'prod');
    // Reads are in the log, writes are not: who reads it cannot tell whether pods were made.
    expect(await states()).toEqual([
      ['create:pods', 0, 1, { unknown: 'not_mapped' }],
      ['get:configmaps', 0, 0, 'never'],
      ['get:secrets', 1, 0, daysAgo(3)],
    ]);
    await importText('more.json', JSON.stringify(event('ana@example.com', 'create', 'pods', 1)), 'prod');
    expect((await states()) as unknown[]).toContainEqual(['create:pods', 0, 0, 'never']);
    expect(await rowOf('checkout')).toMatchObject({ scopes: { granted: 3, used: 1 }, lastUsedAt: daysAgo(3) });
  });

  it('is measured in the window of the workspace’s policy, which its hash says', async () => {
    const log = [
      event('ana@example.com', 'get', 'pods', 120),
      event('ana@example.com', 'create', 'pods', 0),
      event(checkout, 'get', 'secrets', 40),
    ];
    await importText('audit.json', log.map((one) => JSON.stringify(one)).join('\n'), 'prod');
    expect(await rowOf('checkout')).toMatchObject({ scopes: { granted: 3, used: 1 } });
    const policy = running.engine.session.policy.hash;
    await running.client.call('policy.change', { path: ['limits', 'usageDays'], value: 30 });
    expect(await rowOf('checkout')).toMatchObject({ scopes: { granted: 3, used: 0 }, lastUsedAt: daysAgo(40) });
    expect(running.engine.session.policy.hash).not.toBe(policy);
    // The log is younger than this window.
    await running.client.call('policy.change', { path: ['limits', 'usageDays'], value: 365 });
    expect((await rowOf('checkout')).scopes.used).toHaveProperty('unknown');
    await expect(
      running.client.call('policy.change', { path: ['limits', 'usageDays'], value: 366 }),
    ).rejects.toMatchObject({
      code: 'input.invalid',
    });
  });

  it('is in the identity with the reason where it is unknown', async () => {
    const { id } = await rowOf('checkout');
    const log = [event('ana@example.com', 'get', 'pods', 120), event(checkout, 'get', 'secrets', 3)];
    await importText('audit.json', log.map((one) => JSON.stringify(one)).join('\n'), 'prod');
    const detail = await running.client.view('identities.detail', { id });
    const use = detail?.scopes.map(({ name, used, calls, tier }) => [name, used, calls, tier]);
    expect(use).toEqual([
      ['get:secrets', true, 1, 0],
      ['create:pods', { unknown: 'not_mapped' }, 0, 0],
      ['get:configmaps', false, 0, 1],
    ]);
    expect(detail?.identity.lastUsedAt).toBe(daysAgo(3));
    const held = { vendor: 'kubernetes', api: 'core', scope: 'get:secrets', limit: 5 } as const;
    expect(await running.client.call('scopes.holders', held)).toMatchObject({
      total: 1,
      holders: [{ id, name: 'checkout', lastUsedAt: daysAgo(3) }],
    });
  });
});
