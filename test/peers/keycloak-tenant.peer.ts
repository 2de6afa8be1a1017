// The whole road through the engine's door, against the real Keycloak: connect, sync, plan, approve, run, verify, undo.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallInput } from '#shared/contract/contract.ts';
import { startEngine, type TestEngine, temporaryFolder } from '#test/support/engine.ts';
import { makeRealm, makeServiceAccount, mint, workbench } from '#test/support/keycloak-realm.ts';
import { type KeycloakServer, keycloakHome, startKeycloak } from '#test/support/keycloak-server.ts';

const realm = 'acme';

describe.skipIf(keycloakHome === undefined)('a Keycloak tenant', () => {
  const folder = temporaryFolder();
  let server: KeycloakServer;
  let engine: TestEngine;
  let tenant = '';

  beforeAll(async () => {
    server = await startKeycloak(keycloakHome ?? '');
    const admin = await server.admin();
    await makeRealm(admin, realm, { events: false });
    for (const name of ['orders-sync', 'billing', 'spare'])
      await makeServiceAccount(admin, name, { roles: ['view-users'] });
    engine = startEngine({ userData: folder.path, now: Date.now() });
    await engine.client.call('workspace.create', { path: folder.join('Acme.nhi') });
  });
  afterAll(async () => {
    await engine?.stop();
    await server?.stop();
    folder.remove();
  });

  const form = (changes: Partial<CallInput<'tenants.add'>> = {}): CallInput<'tenants.add'> => ({
    connector: 'keycloak',
    name: 'Keycloak prod',
    settings: { address: server.url, realm, clientId: workbench.clientId },
    addresses: 'loopback',
    keeping: 'run',
    secret: null,
    ...changes,
  });
  const hold = async (text: string): Promise<string> => (await engine.client.call('tenants.hold', { text })).secret;
  const idOf = async (name: string): Promise<string> => {
    const { rows } = await engine.client.view('inventory.grid', {
      filter: { text: name },
      first: 0,
      count: 10,
      sort: { by: 'name', descending: false },
    });
    const found = rows.find((row) => row.name === name);
    if (found === undefined) throw new Error(`${name} is not in the inventory`);
    return found.id;
  };
  const planOf = async (plan: string) => {
    const { plan: detail } = await engine.client.view('plans.detail', { plan });
    if (detail === null) throw new Error('the plan is there');
    return detail;
  };
  const approve = async (plan: string): Promise<void> => {
    const { digest, danger } = await planOf(plan);
    await engine.client.call('plans.approve', { plan, digest, typed: danger.mustType });
  };

  it('refuses what the form cannot be, before anything is asked', async () => {
    await expect(
      engine.client.call('tenants.add', form({ settings: { address: 'nonsense', realm, clientId: 'x' } })),
    ).rejects.toMatchObject({ code: 'input.invalid' });
    await expect(engine.client.call('tenants.add', form())).rejects.toThrow('Client secret has to be given');
    await expect(engine.client.call('tenants.add', form({ secret: 'spent' }))).rejects.toThrow('type it again');
    expect((await engine.client.view('tenants.list', {})).tenants).toEqual([]);
  });

  it('connects, tests and syncs', async () => {
    const tested = await engine.client.call('tenants.test', form({ secret: await hold(workbench.secret) }));
    expect(tested.ok).toBe(true);
    tenant = (await engine.client.call('tenants.add', form({ secret: tested.secret }))).tenant;
    const report = await engine.client.call('tenants.sync', { tenant });
    expect(report.rejected).toBe(0);
    expect(report.imported).toBeGreaterThan(5);
    const { tenants } = await engine.client.view('tenants.list', {});
    expect(tenants).toMatchObject([
      { name: 'Keycloak prod', writes: false, health: { state: 'online' }, unlocked: true },
    ]);
    expect(tenants[0]?.identities).toBeGreaterThan(5);
    const { tenant: detail } = await engine.client.view('tenants.detail', { tenant });
    expect(detail?.ownIdentity).toBe(await idOf(workbench.clientId));
    const again = await engine.client.call('tenants.sync', { tenant });
    expect(again.imported).toBe(0);
  });

  it('makes plans while it is read-only, and runs none', async () => {
    const { plan } = await engine.client.call('plans.create', {
      intent: 'disable',
      targets: [{ identity: await idOf('spare'), part: 'identity' }],
    });
    await approve(plan);
    await expect(engine.client.call('plans.run', { plan })).rejects.toMatchObject({ code: 'tenant.read_only' });
    expect((await mint(server.url, realm, 'spare')).status).toBe(200);
    await engine.client.call('plans.discard', { plan }).catch(() => engine.client.call('plans.end', { plan }));
  });

  it('disables two, verified, with a receipt that anybody can check, and takes it back', async () => {
    await engine.client.call('tenants.allowWrites', { tenant, writes: true });
    const targets = await Promise.all(
      ['orders-sync', 'billing'].map(async (name) => ({ identity: await idOf(name), part: 'identity' as const })),
    );
    const { plan, steps } = await engine.client.call('plans.create', { intent: 'disable', targets });
    expect(steps).toBe(2);
    await expect(engine.client.call('plans.run', { plan })).rejects.toMatchObject({ code: 'plan.not_now' });
    await expect(engine.client.call('plans.approve', { plan, digest: 'other' })).rejects.toMatchObject({
      code: 'plan.altered',
    });
    await approve(plan);
    expect(await engine.client.call('plans.run', { plan })).toEqual({ state: 'done', why: '' });
    expect((await planOf(plan)).counts).toEqual({ verified: 2 });
    for (const name of ['orders-sync', 'billing']) expect((await mint(server.url, realm, name)).status).toBe(401);

    const path = folder.join('receipt.json');
    await engine.client.call('plans.export', { plan, what: 'receipt', path });
    const receipt = readFileSync(path, 'utf8');
    expect(receipt).not.toContain(workbench.secret);

    const undo = await engine.client.call('plans.undo', { plan });
    await approve(undo.plan);
    await engine.client.call('plans.run', { plan: undo.plan });
    expect((await planOf(undo.plan)).counts).toEqual({ verified: 2 });
    expect((await planOf(plan)).undoneBy).toBe(undo.plan);
    for (const name of ['orders-sync', 'billing']) expect((await mint(server.url, realm, name)).status).toBe(200);
  });

  it('carries a signed plan, and refuses one that was altered', async () => {
    const { plan } = await engine.client.call('plans.create', {
      intent: 'shorten',
      targets: [{ identity: await idOf('billing'), part: 'identity' }],
      parameters: { seconds: 120 },
    });
    const path = folder.join('plan.json');
    await engine.client.call('plans.export', { plan, what: 'plan', path });
    const other = startEngine({ userData: folder.join('other'), now: Date.now() });
    try {
      await other.client.call('workspace.create', { path: folder.join('Other.nhi') });
      const taken = await other.client.call('plans.importSigned', { path });
      expect(taken.plan).toBe(plan);
      const { writeFileSync } = await import('node:fs');
      const altered = folder.join('altered.json');
      writeFileSync(altered, readFileSync(path, 'utf8').replace('"120"', '"999999"'));
      await expect(other.client.call('plans.importSigned', { path: altered })).rejects.toMatchObject({
        code: 'plan.altered',
      });

      // Applied there, never synced: it re-reads, and refuses what changed since the plan was made.
      const secret = (await other.client.call('tenants.hold', { text: workbench.secret })).secret;
      const there = await other.client.call('tenants.add', form({ secret }));
      await other.client.call('tenants.allowWrites', { tenant: there.tenant, writes: true });
      const ask = async () => (await other.client.view('plans.detail', { plan })).plan;
      const { digest = '', danger } = (await ask()) ?? {};
      // Whoever takes it has not seen it being made.
      await other.client.call('plans.approve', { plan, digest, typed: danger?.mustType ?? null });
      const admin = await server.admin(realm);
      const [billing] = await admin.clients.find({ clientId: 'billing' });
      const lifespan = (value: string) =>
        admin.clients.update(
          { id: billing?.id ?? '' },
          { ...billing, attributes: { ...billing?.attributes, 'access.token.lifespan': value } },
        );
      await lifespan('77');
      await other.client.call('plans.run', { plan });
      expect((await ask())?.rows).toMatchObject([
        { state: 'refused', message: expect.stringContaining('attributes.access.token.lifespan') },
      ]);
      await lifespan('');
      await other.client.call('plans.retry', { plan });
      await other.client.call('plans.run', { plan });
      expect((await ask())?.counts).toEqual({ verified: 1 });
    } finally {
      await other.stop();
    }
  });

  it('says since when it is offline, and goes on when it is back', async () => {
    const { plan } = await engine.client.call('plans.create', {
      intent: 'disable',
      targets: [{ identity: await idOf('spare'), part: 'identity' }],
    });
    await approve(plan);
    await server.kill();
    await expect(engine.client.call('tenants.sync', { tenant })).rejects.toMatchObject({ code: 'tenant.unreachable' });
    expect((await engine.client.view('tenants.list', {})).tenants[0]?.health).toMatchObject({
      state: 'offline',
      since: expect.any(Number),
    });
    await server.start();
    expect(await engine.client.call('plans.run', { plan })).toEqual({ state: 'done', why: '' });
    expect((await mint(server.url, realm, 'spare')).status).toBe(401);
  });

  it('keeps no secret anywhere', async () => {
    await engine.client.call('workspace.close', {});
    const { execFileSync } = await import('node:child_process');
    const found = execFileSync('sh', ['-c', `grep -rl "${workbench.secret}" "${folder.path}" || true`]).toString();
    expect(found).toBe('');
  });
});
