// The connector against the real Keycloak: what it says of it is what the vendor's own client sees.
import type KeycloakAdminClient from '@keycloak/keycloak-admin-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keycloak } from '#engine/connectors/keycloak/connector.ts';
import { makePlan } from '#engine/plans/make-plan.ts';
import { undoParts } from '#engine/plans/undo-plan.ts';
import type { PlanId } from '#shared/model/plan.ts';
import { type Connected, connect } from '#test/support/connected.ts';
import { makeRealm, makeServiceAccount, mint, readRoles, workbench } from '#test/support/keycloak-realm.ts';
import { type KeycloakServer, keycloakHome, startKeycloak } from '#test/support/keycloak-server.ts';
import { sha256 } from '#test/support/plan-builders.ts';

const realm = 'acme';

describe.skipIf(keycloakHome === undefined)('Keycloak', () => {
  let server: KeycloakServer;
  let admin: KeycloakAdminClient;
  let connected: Connected;
  const settingsOf = (changes: Readonly<Record<string, string>> = {}) => ({
    address: server.url,
    realm,
    clientId: workbench.clientId,
    ...changes,
  });

  beforeAll(async () => {
    server = await startKeycloak(keycloakHome ?? '');
    admin = await server.admin();
    await makeRealm(admin, realm);
    connected = await connect(keycloak, settingsOf(), workbench.secret);
  });
  afterAll(async () => {
    await connected?.close();
    await server?.stop();
  });

  const fresh = async (clientId: string, options = {}): Promise<string> => {
    const id = await makeServiceAccount(admin, clientId, options);
    return id;
  };
  /** Keycloak keeps scopes as a set, and lists them in any order. */
  const truth = async (id: string) => {
    const found = await admin.clients.findOne({ id });
    return found === null || found === undefined
      ? null
      : { ...found, defaultClientScopes: found.defaultClientScopes?.toSorted() };
  };

  it('tests the connection, and says what is missing', async () => {
    const test = await connected.session.test(new AbortController().signal);
    expect(test.steps.every(({ ok }) => ok)).toBe(true);
    expect(test.access.filter(({ state }) => state !== 'held')).toEqual([]);
    const failures: [Record<string, string>, string, string][] = [
      [{ realm: 'nowhere' }, workbench.secret, 'name'],
      [{}, 'wrong', 'authenticate'],
      [{ address: 'http://127.0.0.1:9' }, workbench.secret, 'connect'],
    ];
    for (const [changes, secret, step] of failures) {
      const other = await connect(keycloak, settingsOf(changes), secret);
      const failed = await other.session.test(new AbortController().signal);
      expect(failed.ok).toBe(false);
      expect(failed.steps.at(-1)).toMatchObject({ step, ok: false });
      expect(JSON.stringify(failed)).not.toContain(secret);
      await other.close();
    }
  });

  it('syncs clients, service accounts, people, consents and events as an export of the realm', async () => {
    await fresh('sync-me', { roles: ['view-users'], attributes: { owner: 'ana@acme.example' } });
    await admin.users.create({ username: 'ana', email: 'ana@acme.example', emailVerified: true, enabled: true });
    await mint(server.url, realm, 'sync-me');
    const synced = await connected.sync();
    const { identity, records } = synced.subject('sync-me');
    expect(identity).toMatchObject({
      kind: 'service_account',
      status: 'active',
      tenant: { name: realm, vendor: 'keycloak' },
    });
    expect(identity.grants.flatMap((grant) => grant.scopes.map(({ name }) => name))).toContain('view-users');
    expect(identity.owners).toMatchObject([{ name: 'ana@acme.example' }]);
    expect(records).toHaveLength(2);
    expect(synced.identities.some(({ kind, name }) => kind === 'human' && name === 'ana')).toBe(true);
    expect(JSON.parse(synced.texts.get('events.json') ?? '')).toContainEqual(
      expect.objectContaining({ type: 'CLIENT_LOGIN', clientId: 'sync-me' }),
    );
    expect(JSON.stringify(records)).not.toContain('sync-me-secret');
    const administration = synced.texts.get('admin-events.json') ?? '';
    expect(JSON.parse(administration)).toContainEqual(
      expect.objectContaining({ operationType: 'CREATE', resourceType: 'CLIENT' }),
    );
    expect(administration).not.toContain('sync-me-secret');
  });

  it('goes on with a sync where it was cut off', async () => {
    const never = new AbortController().signal;
    const whole: string[] = [];
    for await (const { text } of connected.session.discover(null, never)) whole.push(text);
    const parts: string[] = [];
    let from: string | null = null;
    for (;;) {
      const pages = connected.session.discover(from, never)[Symbol.asyncIterator]();
      const { value } = await pages.next();
      await pages.return?.(undefined);
      parts.push(value.text);
      from = value.next;
      if (from === null) break;
    }
    const shape = (texts: string[]): string =>
      texts
        .join('')
        .replace(/"events".*/, '')
        .slice(0, 2000);
    expect(shape(parts)).toBe(shape(whole));
  });

  it('disables, proves it by a mint that is refused, and enables again', async () => {
    const id = await fresh('disable-me');
    const { plan, kept, outcomes } = await connected.run('disable', (await connected.sync()).subject('disable-me'));
    expect(outcomes).toEqual(['verified']);
    expect((await truth(id))?.enabled).toBe(false);
    const step = plan.steps[0];
    const receipt = step && kept.receipts.get(step.id);
    // Introspection is closed to whoever is not the token's audience: what proves it is an endpoint that took it before.
    expect(receipt?.probes.map(({ seen }) => seen)).toContain('userinfo: 401');
    const verdicts = receipt?.probes.map(({ kind, party, verdict }) => `${kind} ${party} ${verdict}`);
    expect(verdicts).toEqual([
      'mint issuer dead',
      'introspect introspecting_resource dead',
      'replay local_verifier alive',
    ]);
    expect((await mint(server.url, realm, 'disable-me')).status).toBe(401);
    if (step === undefined || receipt === undefined) throw new Error('the step has a receipt');
    const parts = undoParts(plan, [{ step, receipt }], () => keycloak);
    expect(parts.refusals).toEqual([]);
    const back = makePlan(
      { ...parts, id: 'pln_bbbbbbbbbbbbbbbb' as PlanId, madeAt: 0, madeBy: 'tester', basis: 2 },
      sha256,
    );
    const undone = await connected.runPlan(back);
    expect([...undone.receipts.values()].map(({ outcome }) => outcome)).toEqual(['verified']);
    expect((await truth(id))?.enabled).toBe(true);
    expect((await mint(server.url, realm, 'disable-me')).status).toBe(200);
  });

  it('changes nothing but what the step says', async () => {
    const id = await fresh('keep-the-rest', { attributes: { note: 'stays', 'access.token.lifespan': '3600' } });
    const before = await truth(id);
    const subject = (await connected.sync()).subject('keep-the-rest');
    const { outcomes } = await connected.run('shorten', subject, { seconds: 300 });
    expect(outcomes).toEqual(['verified']);
    const after = await truth(id);
    expect(after).toEqual({ ...before, attributes: { ...before?.attributes, 'access.token.lifespan': '300' } });
    expect((await mint(server.url, realm, 'keep-the-rest')).status).toBe(200);
  });

  it('rescopes to the roles and scopes that stay, and puts them back', async () => {
    const id = await fresh('rescope-me', { roles: ['view-users', 'manage-users', 'view-events'] });
    const synced = await connected.sync();
    const subject = synced.subject('rescope-me');
    const held = subject.identity.grants.flatMap((grant) => grant.scopes.map(({ name }) => name));
    const { plan, kept, outcomes } = await connected.run('rescope', subject, {
      scopes: held.filter((name) => name !== 'manage-users'),
    });
    expect(new Set(outcomes)).toEqual(new Set(['verified']));
    const account = await admin.clients.getServiceAccountUser({ id });
    const roles = async () =>
      Object.values((await admin.users.listRoleMappings({ id: account.id ?? '' })).clientMappings ?? {})
        .flatMap(({ mappings }: { mappings?: { name?: string }[] }) => (mappings ?? []).map(({ name }) => name))
        .sort();
    expect(await roles()).toEqual(['view-events', 'view-users']);
    const done = plan.steps.flatMap((step) => {
      const receipt = kept.receipts.get(step.id);
      return receipt === undefined ? [] : [{ step, receipt }];
    });
    const back = makePlan(
      {
        ...undoParts(plan, done, () => keycloak),
        id: 'pln_cccccccccccccccc' as PlanId,
        madeAt: 0,
        madeBy: 'tester',
        basis: 2,
      },
      sha256,
    );
    expect([...(await connected.runPlan(back)).receipts.values()].every(({ outcome }) => outcome === 'verified')).toBe(
      true,
    );
    expect(await roles()).toEqual(['manage-users', 'view-events', 'view-users']);
  });

  it('rotates, hands the new secret over once, and the old one is refused', async () => {
    await fresh('rotate-me');
    const { kept, outcomes } = await connected.run('rotate', (await connected.sync()).subject('rotate-me'));
    expect(outcomes).toEqual(['verified']);
    const secret = connected.secrets.get('rotate-me') ?? '';
    expect(secret).not.toBe('');
    expect((await mint(server.url, realm, 'rotate-me')).status).toBe(401);
    expect((await mint(server.url, realm, 'rotate-me', secret)).status).toBe(200);
    expect(JSON.stringify([...kept.receipts.values()])).not.toContain(secret);
  });

  it('refuses what changed since, and what is its own branch', async () => {
    const id = await fresh('drifts');
    const synced = await connected.sync();
    await admin.clients.update({ id }, { clientId: 'drifted', enabled: true });
    const { outcomes, kept } = await connected.run('disable', synced.subject('drifts'));
    expect(outcomes).toEqual(['refused']);
    expect([...kept.receipts.values()][0]?.message).toContain('clientId');
    expect((await truth(id))?.enabled).toBe(true);
    await expect(connected.run('disable', synced.subject(workbench.clientId))).rejects.toThrow('lock itself out');
  });

  it('names the role that is missing', async () => {
    await makeServiceAccount(admin, 'read-only', { roles: readRoles });
    await fresh('not-by-us');
    const reader = await connect(keycloak, settingsOf({ clientId: 'read-only' }), 'read-only-secret');
    const { kept, outcomes } = await reader.run('disable', (await reader.sync()).subject('not-by-us'));
    expect(outcomes).toEqual(['refused']);
    expect([...kept.receipts.values()][0]?.message).toContain('manage-clients');
    await reader.close();
  });

  it('quarantines, revokes and deletes as three distinct verbs', async () => {
    const [quarantined, revoked] = [await fresh('quarantine-me', { roles: ['view-users'] }), await fresh('revoke-me')];
    const deleted = await fresh('delete-me');
    const synced = await connected.sync();
    expect(new Set((await connected.run('quarantine', synced.subject('quarantine-me'))).outcomes)).toEqual(
      new Set(['verified']),
    );
    expect(await truth(quarantined)).toMatchObject({
      enabled: true,
      defaultClientScopes: ['service_account'],
      fullScopeAllowed: false,
    });
    expect((await mint(server.url, realm, 'quarantine-me')).status).toBe(200);
    expect((await connected.run('revoke', synced.subject('revoke-me'))).outcomes).toEqual([
      'verified',
      'verified',
      'already_absent',
    ]);
    expect((await truth(revoked))?.notBefore).toBeGreaterThan(0);
    expect((await connected.run('delete', synced.subject('delete-me'))).outcomes).toEqual(['verified', 'verified']);
    expect(await truth(deleted)).toBeNull();
  });
});
