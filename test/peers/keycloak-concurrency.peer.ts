// What the analyst set is what the backend sees: never more requests at once, in a sync and in a bulk alike.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine, temporaryFolder } from '#test/support/engine.ts';
import { type FaultyProxy, startFaultyProxy } from '#test/support/faulty-proxy.ts';
import { makeRealm, makeServiceAccount, workbench } from '#test/support/keycloak-realm.ts';
import { type KeycloakServer, keycloakHome, startKeycloak } from '#test/support/keycloak-server.ts';

const names = Array.from({ length: 24 }, (_, index) => `bulk-${index}`);

describe.skipIf(keycloakHome === undefined)('requests under way at Keycloak', () => {
  const folder = temporaryFolder();
  let server: KeycloakServer;
  let proxy: FaultyProxy;
  let engine: TestEngine;

  beforeAll(async () => {
    server = await startKeycloak(keycloakHome ?? '');
    const admin = await server.admin();
    await makeRealm(admin, 'acme', { events: false });
    for (const name of names) await makeServiceAccount(admin, name);
    proxy = await startFaultyProxy(server.url);
    engine = startEngine({ userData: folder.path, now: Date.now() });
    await engine.client.call('workspace.create', { path: folder.join('Acme.nhi') });
  });
  afterAll(async () => {
    await engine?.stop();
    await proxy?.close();
    await server?.stop();
    folder.remove();
  });

  it.each([1, 3, 8])('are %i at the most, and as many where there is so much to do', async (concurrency) => {
    const { client } = engine;
    const form = {
      connector: 'keycloak',
      name: 'Acme',
      settings: { address: proxy.url, realm: 'acme', clientId: workbench.clientId },
      addresses: 'loopback' as const,
      keeping: 'run' as const,
      concurrency,
      secret: (await client.call('tenants.hold', { text: workbench.secret })).secret,
    };
    const { tenant } = await client.call('tenants.add', form);
    await client.call('tenants.allowWrites', { tenant, writes: true });
    proxy.most = 0;
    await client.call('tenants.sync', { tenant });
    expect(proxy.most).toBe(concurrency);

    const { rows } = await client.view('inventory.grid', {
      filter: { text: 'name:bulk-*' },
      first: 0,
      count: 100,
      sort: { by: 'name', descending: false },
    });
    expect(rows).toHaveLength(names.length);
    const targets = rows.map(({ id }) => ({ identity: id, part: 'identity' as const }));
    const { plan } = await client.call('plans.create', { intent: 'disable', targets });
    const { plan: shown } = await client.view('plans.detail', { plan });
    await client.call('plans.approve', { plan, digest: shown?.digest ?? '', typed: shown?.danger.mustType ?? null });
    proxy.most = 0;
    // Beside a sync of the same tenant: what was set is of the tenant, not of each that asks it.
    await Promise.all([client.call('plans.run', { plan }), client.call('tenants.sync', { tenant, afresh: true })]);
    expect((await client.view('plans.detail', { plan })).plan?.counts).toEqual({ verified: names.length });
    expect(proxy.most).toBe(concurrency);

    const undo = await client.call('plans.undo', { plan });
    const { plan: back } = await client.view('plans.detail', { plan: undo.plan });
    await client.call('plans.approve', { plan: undo.plan, digest: back?.digest ?? '', typed: back?.danger.mustType });
    await client.call('plans.run', { plan: undo.plan });
    await client.call('tenants.remove', { tenant });
  });
});
