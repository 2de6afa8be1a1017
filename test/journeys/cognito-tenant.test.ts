// A user pool through the engine's door: its own key is an identity like the others, and no secret is in anything that is kept.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine, temporaryFolder } from '#test/support/engine.ts';
import { type FakeCognito, startFakeCognito } from '#test/support/fake-cognito.ts';

const specs = process.env['NHI_SPECS'] ?? join(import.meta.dirname, '../../../shared/specs');
const description = join(specs, 'aws-cognito-idp-2016-04-18.min.json');

describe.skipIf(!existsSync(description))('a Cognito tenant', () => {
  const folder = temporaryFolder();
  let fake: FakeCognito;
  let engine: TestEngine;

  beforeAll(async () => {
    fake = await startFakeCognito(description);
    fake.make('orders-sync');
    fake.users.set('ana', { Username: 'ana', Enabled: true, UserStatus: 'CONFIRMED', Attributes: [] });
    engine = startEngine({ userData: folder.path, now: Date.now() });
    await engine.client.call('workspace.create', { path: folder.join('Acme.nhi') });
  });
  afterAll(async () => {
    await engine?.stop();
    expect(fake.violations).toEqual([]);
    await fake?.close();
    folder.remove();
  });

  const rows = async (text: string) => {
    const sort = { by: 'name' as const, descending: false };
    return (await engine.client.view('inventory.grid', { filter: { text }, first: 0, count: 10, sort })).rows;
  };

  it('is added, synced, changed; its key is scored; nothing that is secret is kept or said', async () => {
    const { accessKeyId, secretAccessKey, sessionToken } = fake.keys;
    const text = `${accessKeyId} ${secretAccessKey} ${sessionToken}`;
    const { secret } = await engine.client.call('tenants.hold', { text });
    const { tenant } = await engine.client.call('tenants.add', {
      connector: 'cognito',
      name: 'Customers',
      settings: { userPoolId: fake.poolId, address: fake.url },
      addresses: 'loopback',
      keeping: 'run',
      secret,
    });
    const ask = async () => (await engine.client.view('tenants.detail', { tenant })).tenant;
    expect(await ask()).toMatchObject({ ownIdentity: null, ownUnknown: expect.stringContaining('sync the tenant') });
    expect((await engine.client.call('tenants.sync', { tenant })).rejected).toBe(0);
    const [own] = await rows('nhi-workbench');
    expect(own).toMatchObject({ name: 'nhi-workbench', kind: 'service_account' });
    expect(own?.score).not.toBeNull();
    expect(await ask()).toMatchObject({ ownIdentity: own?.id, ownUnknown: '' });
    const [client] = await rows('orders-sync');
    await engine.client.call('tenants.allowWrites', { tenant, writes: true });
    const { plan } = await engine.client.call('plans.create', {
      intent: 'rotate',
      targets: [{ identity: client?.id ?? '', part: 'identity' }],
    });
    const drafted = await engine.client.view('plans.detail', { plan });
    const typed = drafted.plan?.danger.mustType ?? null;
    await engine.client.call('plans.approve', { plan, digest: drafted.plan?.digest ?? '', typed });
    await engine.client.call('plans.run', { plan });
    const ran = await engine.client.view('plans.detail', { plan });
    expect(ran.plan?.counts).toEqual({ verified: 2 });
    await engine.client.call('tenants.sync', { tenant });
    const detail = await engine.client.view('tenants.detail', { tenant });
    await engine.client.call('plans.export', { plan, what: 'receipt', path: folder.join('receipt.json') });

    // A person is no credential: what acts for them ends, their sessions first, and the account stays.
    const sort = { by: 'name' as const, descending: false };
    const people = { filter: { kinds: ['human' as const] }, first: 0, count: 10, sort };
    const [ana] = (await engine.client.view('inventory.grid', people)).rows;
    const all = await engine.client.call('plans.create', {
      intent: 'revoke',
      targets: [{ identity: ana?.id ?? '', part: 'identity' }],
    });
    const shown = (await engine.client.view('plans.detail', { plan: all.plan })).plan;
    expect(shown?.rows.map(({ title }) => title)).toEqual(['Sign ana out everywhere']);

    const said = JSON.stringify([drafted, ran, detail, own, client]);
    expect(said).not.toContain('canary');
    const files = readdirSync(folder.path, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
    expect(files.length).toBeGreaterThan(3);
    for (const { parentPath, name } of files)
      expect(readFileSync(join(parentPath, name), 'latin1').includes('canary'), name).toBe(false);
  });
});
