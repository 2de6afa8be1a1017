// The connector against cognito-local, through the engine's door. What the emulator lacks is said here, one by one.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallInput } from '#shared/contract/contract.ts';
import { type CognitoLocal, startCognitoLocal } from '#test/support/cognito-local.ts';
import { startEngine, type TestEngine, temporaryFolder } from '#test/support/engine.ts';

const secret = 'AKIAEXAMPLEKEY000002 canary/secret/access/key canary-session-token';

describe('a pool of cognito-local', () => {
  const folder = temporaryFolder();
  const workspace = folder.join('Acme.nhi');
  let server: CognitoLocal;
  let engine: TestEngine;
  let pool = '';
  let tenant = '';

  const makeClient = (name: string) =>
    server.ask('CreateUserPoolClient', {
      UserPoolId: pool,
      ClientName: name,
      GenerateSecret: true,
      AllowedOAuthFlows: ['client_credentials'],
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthScopes: ['orders/read', 'orders/write'],
      ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH'],
      CallbackURLs: ['https://app.example/in'],
    });
  const clients = async () => {
    const { UserPoolClients: all } = await server.ask('ListUserPoolClients', { UserPoolId: pool, MaxResults: 60 });
    return all as Readonly<Record<string, unknown>>[];
  };
  const clientOf = async (name: string) => (await clients()).find(({ ClientName }) => ClientName === name);

  beforeAll(async () => {
    server = await startCognitoLocal();
    const made = await server.ask('CreateUserPool', { PoolName: 'acme', UserPoolTags: { owner: 'ana@acme.example' } });
    pool = String((made['UserPool'] as Record<string, unknown>)['Id']);
    for (const name of ['orders-sync', 'billing', 'spare']) await makeClient(name);
    await server.ask('AdminCreateUser', {
      UserPoolId: pool,
      Username: 'ana@acme.example',
      UserAttributes: [{ Name: 'email', Value: 'ana@acme.example' }],
    });
    engine = startEngine({ userData: folder.path, now: Date.now() });
    await engine.client.call('workspace.create', { path: workspace });
  });
  afterAll(async () => {
    await engine?.stop();
    await server?.stop();
    folder.remove();
  });

  const form = (changes: Partial<CallInput<'tenants.add'>> = {}): CallInput<'tenants.add'> => ({
    connector: 'cognito',
    name: 'Customers',
    settings: { address: server.url, userPoolId: pool },
    addresses: 'loopback',
    keeping: 'run',
    secret: null,
    ...changes,
  });
  const hold = async (text: string): Promise<string> => (await engine.client.call('tenants.hold', { text })).secret;
  const rowOf = async (name: string) => {
    const sort = { by: 'name' as const, descending: false };
    // Humans are shown to who asks for them.
    const filter = name.includes('@') ? { kinds: ['human' as const] } : { text: name };
    const { rows } = await engine.client.view('inventory.grid', { filter, first: 0, count: 10, sort });
    const found = rows.find((row) => row.name === name);
    if (found === undefined) throw new Error(`${name} is not in the inventory`);
    return found;
  };
  const planOf = async (plan: string) => {
    const { plan: detail } = await engine.client.view('plans.detail', { plan });
    if (detail === null) throw new Error('the plan is there');
    return detail;
  };

  async function run(plan: string) {
    const { digest, danger } = await planOf(plan);
    await engine.client.call('plans.approve', { plan, digest, typed: danger.mustType });
    await engine.client.call('plans.run', { plan });
    return (await planOf(plan)).counts;
  }

  async function carryOut(
    intent: CallInput<'plans.create'>['intent'],
    name: string,
    parameters: NonNullable<CallInput<'plans.create'>['parameters']> = {},
  ) {
    await engine.client.call('tenants.sync', { tenant });
    const targets = [{ identity: (await rowOf(name)).id, part: 'identity' as const }];
    // The person alone: what acts for the person is not meant here.
    const { plan } = await engine.client.call('plans.create', { intent, targets, parameters, everything: false });
    return { plan, counts: await run(plan) };
  }

  it('is refused at an address that the rule does not allow', async () => {
    const refused = await engine.client.call('tenants.test', form({ addresses: 'public', secret: await hold(secret) }));
    expect(refused.ok).toBe(false);
    expect(refused.steps.at(-1)?.step).toBe('address');
  });

  it('connects and syncs, and says what cognito-local does not have', async () => {
    const tested = await engine.client.call('tenants.test', form({ secret: await hold(secret) }));
    expect(tested.ok, JSON.stringify(tested.steps)).toBe(true);
    expect(tested.access.filter(({ state }) => state === 'missing').map(({ name }) => name)).toEqual([
      'cognito-idp:ListResourceServers',
      'cognito-idp:ListIdentityProviders',
    ]);
    tenant = (await engine.client.call('tenants.add', form({ secret: tested.secret }))).tenant;
    const report = await engine.client.call('tenants.sync', { tenant });
    expect(report.rejected).toBe(0);
    expect((await rowOf('orders-sync')).status).toBe('active');
    expect((await rowOf('ana@acme.example')).kind).toBe('human');
    const again = await engine.client.call('tenants.sync', { tenant });
    expect(again.imported).toBe(0);
    await engine.client.call('tenants.allowWrites', { tenant, writes: true });
  });

  it('disables a client and takes it back', async () => {
    const before = await clientOf('billing');
    const { plan, counts } = await carryOut('disable', 'billing');
    expect(counts).toEqual({ verified: 1 });
    expect(await clientOf('billing')).toMatchObject({ AllowedOAuthFlows: [], AllowedOAuthFlowsUserPoolClient: false });
    await engine.client.call('tenants.sync', { tenant });
    expect((await rowOf('billing')).status).toBe('disabled');
    const undo = await engine.client.call('plans.undo', { plan });
    expect(await run(undo.plan)).toEqual({ verified: 1 });
    expect({ ...(await clientOf('billing')), LastModifiedDate: 0 }).toEqual({ ...before, LastModifiedDate: 0 });
  });

  it('rescopes and shortens, and leaves the rest as it was', async () => {
    expect((await carryOut('rescope', 'orders-sync', { scopes: ['orders/read'] })).counts).toEqual({ verified: 1 });
    expect((await carryOut('shorten', 'orders-sync', { seconds: 600 })).counts).toEqual({ verified: 1 });
    expect(await clientOf('orders-sync')).toMatchObject({
      AllowedOAuthScopes: ['orders/read'],
      AccessTokenValidity: 600,
      TokenValidityUnits: { AccessToken: 'seconds', IdToken: 'minutes', RefreshToken: 'days' },
      CallbackURLs: ['https://app.example/in'],
    });
  });

  it('notices what changed behind its back, and sends nothing', async () => {
    await engine.client.call('tenants.sync', { tenant });
    const targets = [{ identity: (await rowOf('spare')).id, part: 'identity' as const }];
    const { plan } = await engine.client.call('plans.create', { intent: 'disable', targets });
    const { ClientId } = (await clientOf('spare')) ?? {};
    const drifted = { UserPoolId: pool, ClientId, AllowedOAuthFlows: ['code'] };
    await server.ask('UpdateUserPoolClient', drifted);
    expect(await run(plan)).toEqual({ refused: 1 });
    expect(await clientOf('spare')).toMatchObject({
      AllowedOAuthFlows: ['code'],
      AllowedOAuthFlowsUserPoolClient: true,
    });
    expect((await engine.client.call('tenants.sync', { tenant })).imported).toBeGreaterThan(0);
  });

  it('rotates by a successor, and deletes the old client', async () => {
    const old = await clientOf('spare');
    const { counts } = await carryOut('rotate', 'spare');
    expect(counts).toEqual({ verified: 2 });
    expect(await clientOf('spare')).toBeUndefined();
    const made = (await clients()).find(({ ClientName }) => ClientName === `spare in place of ${old?.['ClientId']}`);
    expect(made?.['ClientSecret']).toEqual(expect.any(String));
    expect(made?.['ClientSecret']).not.toBe(old?.['ClientSecret']);
    const journal = readFileSync(join(workspace, 'journal.log'), 'utf8');
    const secrets = (await clients()).map(({ ClientSecret }) => String(ClientSecret));
    for (const each of [...secrets, ...secret.split(' ').slice(1)]) expect(journal).not.toContain(each);
  });

  it('disables a user; signing out everywhere is not in cognito-local, and the receipt says so', async () => {
    const { plan, counts } = await carryOut('revoke', 'ana@acme.example');
    const told = JSON.stringify(await planOf(plan));
    expect(counts, told).toEqual({ verified: 1, refused: 1 });
    expect(told).toContain('Unsupported');
    const { Users: users } = await server.ask('ListUsers', { UserPoolId: pool });
    expect(users).toMatchObject([{ Enabled: false }]);
  });

  it('deletes a client', async () => {
    expect((await carryOut('delete', 'billing')).counts).toEqual({ verified: 2 });
    expect(await clientOf('billing')).toBeUndefined();
  });
});
