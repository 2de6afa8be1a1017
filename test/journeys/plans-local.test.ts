// The local issuer as a tenant: its clients are planned, changed, verified and put back through the same door as any other.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallInput } from '#shared/contract/contract.ts';
import { startEngine, type TestEngine, temporaryFolder } from '#test/support/engine.ts';

describe('plans for the local issuer', () => {
  const folder = temporaryFolder();
  let engine: TestEngine;
  const clients = new Map<string, string>();

  beforeAll(async () => {
    engine = startEngine({ userData: folder.path });
    await engine.client.call('workspace.create', { path: folder.join('Acme.nhi') });
    for (const name of ['orders', 'billing', 'spare']) {
      const { clientId } = await engine.client.call('issuer.createClient', {
        name,
        kind: 'service_account',
        scopes: ['a.read', 'a.write'],
      });
      clients.set(name, clientId);
    }
    const form: CallInput<'tenants.add'> = {
      connector: 'local-issuer',
      name: 'Local issuer',
      settings: {},
      addresses: 'loopback',
      keeping: 'run',
      secret: null,
    };
    const { tenant } = await engine.client.call('tenants.add', form);
    await engine.client.call('tenants.allowWrites', { tenant, writes: true });
  });
  afterAll(async () => {
    await engine.stop();
    folder.remove();
  });

  const rowOf = async (name: string) => {
    const { rows } = await engine.client.view('issuer.clients', { text: '', first: 0, count: 50 });
    return rows.find((row) => row.id === clients.get(name));
  };
  async function settled(name: string): Promise<string> {
    for (;;) {
      const found = await engine.client.call('inventory.find', { text: name, limit: 5 });
      const identity = (await rowOf(name))?.identity ?? '';
      if (JSON.stringify(found).includes(identity)) return identity;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async function run(
    intent: CallInput<'plans.create'>['intent'],
    name: string,
    parameters: CallInput<'plans.create'>['parameters'] = {},
  ) {
    const { plan } = await engine.client.call('plans.create', {
      intent,
      targets: [{ identity: await settled(name), part: 'identity' }],
      parameters,
    });
    return { plan, counts: await approveAndRun(plan) };
  }
  async function approveAndRun(plan: string) {
    const before = (await engine.client.view('plans.detail', { plan })).plan;
    await engine.client.call('plans.approve', {
      plan,
      digest: before?.digest ?? '',
      typed: before?.danger.mustType ?? null,
    });
    await engine.client.call('plans.run', { plan });
    return (await engine.client.view('plans.detail', { plan })).plan?.counts;
  }
  const undo = async (plan: string) => approveAndRun((await engine.client.call('plans.undo', { plan })).plan);

  it('disables and enables again', async () => {
    const { plan, counts } = await run('disable', 'orders');
    expect(counts).toEqual({ verified: 1 });
    expect((await rowOf('orders'))?.status).toBe('disabled');
    const back = (await engine.client.call('plans.undo', { plan })).plan;
    const { plan: shown } = await engine.client.view('plans.detail', { plan: back });
    expect(shown?.rows.map(({ title }) => title)).toEqual(['Enable orders again']);
    expect(await approveAndRun(back)).toEqual({ verified: 1 });
    expect((await rowOf('orders'))?.status).toBe('active');
  });

  it('rescopes, shortens and gives an owner, and puts each back', async () => {
    const scoped = await run('rescope', 'billing', { scopes: ['a.read'] });
    expect([scoped.counts, (await rowOf('billing'))?.scopes]).toEqual([{ verified: 1 }, ['a.read']]);
    expect(await undo(scoped.plan)).toEqual({ verified: 1 });
    expect((await rowOf('billing'))?.scopes.toSorted()).toEqual(['a.read', 'a.write']);
    const short = await run('shorten', 'billing', { seconds: 60 });
    expect([short.counts, (await rowOf('billing'))?.policy.accessTtl]).toEqual([{ verified: 1 }, 60]);
    expect(await undo(short.plan)).toEqual({ verified: 1 });
    expect((await rowOf('billing'))?.policy.accessTtl).toBeNull();
    const owned = await run('assign_owner', 'billing', { owner: 'Ana' });
    expect([owned.counts, (await rowOf('billing'))?.owner]).toEqual([{ verified: 1 }, 'Ana']);
  });

  it('revokes one token and leaves the others of its client alone', async () => {
    const { issuer } = await engine.client.call('issuer.start', { port: 0 });
    const { clientId, clientSecret } = await engine.client.call('issuer.createClient', {
      name: 'minting',
      kind: 'service_account',
      scopes: ['a.read'],
    });
    clients.set('minting', clientId);
    const mint = async (): Promise<number> =>
      (
        await fetch(`${issuer}/token`, {
          method: 'POST',
          headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
          body: new URLSearchParams({ grant_type: 'client_credentials' }),
        })
      ).status;
    expect([await mint(), await mint()]).toEqual([200, 200]);
    const tokens = async () =>
      (await engine.client.view('issuer.tokens', { live: false, client: clientId, first: 0, count: 10 })).rows;
    const [one] = await tokens();
    const target = { identity: await settled('minting'), part: 'credential' as const, ref: one?.jti ?? '' };
    const { plan } = await engine.client.call('plans.create', {
      intent: 'revoke',
      targets: [target],
      everything: false,
    });
    expect((await engine.client.view('plans.detail', { plan })).plan?.title).toBe('Revoke a token of minting');
    expect(await approveAndRun(plan)).toEqual({ verified: 1 });
    expect((await tokens()).map(({ jti, death }) => [jti, death]).toSorted()).toEqual(
      (await tokens()).map(({ jti }) => [jti, jti === one?.jti ? 'revoked' : null]).toSorted(),
    );
    expect(await mint()).toBe(200);
    await expect(engine.client.call('plans.undo', { plan })).rejects.toThrow('cannot be brought back');
    await engine.client.call('issuer.stop', {});
  });

  it('takes no whole client for its sessions', async () => {
    const target = { identity: await settled('billing'), part: 'session' as const };
    await expect(
      engine.client.call('plans.create', { intent: 'revoke', targets: [target], everything: false }),
    ).rejects.toThrow('no way to end the sessions');
  });

  it('deletes, and says that nothing brings it back', async () => {
    const { plan, counts } = await run('delete', 'spare');
    expect(counts).toEqual({ verified: 2 });
    expect(await rowOf('spare')).toBeUndefined();
    const { refusals } = await engine.client.call('plans.undo', { plan });
    expect(refusals).toBeGreaterThan(0);
  });

  it('refuses what somebody changed meanwhile', async () => {
    const identity = await settled('billing');
    const { plan } = await engine.client.call('plans.create', {
      intent: 'disable',
      targets: [{ identity, part: 'identity' }],
    });
    await engine.client.call('issuer.deleteClient', { id: clients.get('billing') ?? '' });
    expect(await approveAndRun(plan)).toEqual({ already_absent: 1 });
  });
});
