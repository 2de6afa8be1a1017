// Generic OAuth: the law of every connector, and what its standards ask for.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { oauth } from '#engine/connectors/oauth/connector.ts';
import { undoParts } from '#engine/plans/undo-plan.ts';
import { connect } from '#test/support/connected.ts';
import { type Bench, conformance } from '#test/support/connector-conformance.ts';
import { adminSecret, type FakeOAuth, startFakeOAuth } from '#test/support/fake-oauth.ts';
import { type FaultyProxy, startFaultyProxy } from '#test/support/faulty-proxy.ts';

describe('generic OAuth', () => {
  let fake: FakeOAuth;
  let proxy: FaultyProxy;
  let made = 0;
  const never = new AbortController().signal;

  beforeAll(async () => {
    fake = await startFakeOAuth();
    proxy = await startFaultyProxy(fake.url);
    fake.issuer = proxy.url;
  });
  // Its own client is a registration like the others in one test only.
  afterEach(() => void fake.clients.delete('workbench'));
  afterAll(async () => {
    expect(fake.violations).toEqual([]);
    await proxy.close();
    await fake.close();
  });

  const make = async (more?: Readonly<Record<string, unknown>>): Promise<string> => {
    made += 1;
    fake.make(`client-${made}`, more);
    return `client-${made}`;
  };
  const settings = (address: string) => ({ issuer: address, clientId: 'workbench' });
  const bench = (): Bench => ({
    proxy,
    secret: fake.credentials(),
    settings,
    secrets: () => fake.secrets,
    make,
    isDisabled: async (name) => JSON.stringify(fake.clients.get(name)?.['grant_types']) === '[]',
    async own() {
      fake.make('workbench', { client_secret: adminSecret });
      return 'workbench';
    },
    isChange: (method) => method === 'PUT',
    isRead: (method, path) => method === 'GET' && path.startsWith('/register/'),
  });
  const here = (tokens?: Parameters<FakeOAuth['credentials']>[0]) =>
    connect(oauth, settings(proxy.url), fake.credentials(tokens));

  conformance(oauth, bench, { lacksRenewal: true, conflict: 'refused' });

  it('shows its own client, and says in words that it cannot list others', async () => {
    await make();
    const connected = await here();
    const { identities } = await connected.sync();
    const own = identities.find(({ externalId }) => externalId === 'workbench');
    expect(own).toMatchObject({ vendorKind: 'client of the workbench', lastUsedAt: { unknown: 'not_recorded' } });
    expect((await connected.session.test(never)).steps.at(-1)?.message).toContain('No standard lists clients');
    expect(await connected.session.self(never)).toEqual(['workbench']);
    await connected.close();
  });

  it('rescopes and gives an owner, keeps every other member, and takes both back', async () => {
    const name = await make();
    const before = { ...fake.clients.get(name) };
    const connected = await here();
    for (const [intent, parameters] of [
      ['rescope', { scopes: ['orders.read'] }],
      ['assign_owner', { owner: 'ana@acme.example' }],
    ] as const) {
      const subject = (await connected.sync()).subject(name);
      const { outcomes, plan, kept } = await connected.run(intent, subject, parameters);
      expect(outcomes).toEqual(['verified']);
      const done = plan.steps.flatMap((step) => {
        const receipt = kept.receipts.get(step.id);
        return receipt === undefined ? [] : [{ step, receipt }];
      });
      expect(undoParts(plan, done, () => oauth).refusals).toEqual([]);
    }
    const changed = { scope: 'orders.read', contacts: ['ana@acme.example'] };
    expect(fake.clients.get(name)).toEqual({ ...before, ...changed });
    await connected.close();
  });

  it('goes on with a registration access token that came with an answer, and shows a new secret once', async () => {
    const name = await make();
    const connected = await here();
    fake.rotates = { token: true, secret: true };
    try {
      const first = (await connected.sync()).subject(name);
      expect((await connected.run('rotate', first)).outcomes).toEqual(['verified']);
      expect(connected.secrets.get(name)).toBe(fake.clients.get(name)?.['client_secret']);
      const second = (await connected.sync()).subject(name);
      expect((await connected.run('rescope', second, { scopes: ['orders.read'] })).outcomes).toEqual(['verified']);
      expect(connected.secrets.get(name)).toBe(fake.clients.get(name)?.['client_secret']);
    } finally {
      fake.rotates = { token: false, secret: false };
    }
    const third = (await connected.sync()).subject(name);
    const { outcomes, kept } = await connected.run('rotate', third);
    expect(outcomes).toEqual(['refused']);
    expect([...kept.receipts.values()][0]?.message).toContain('gave no new secret');
    await connected.close();
  });

  it('asks one registration for one thing at a time, and goes on with what another session was given', async () => {
    const name = await make();
    const connected = await here();
    const subject = (await connected.sync()).subject(name);
    const [step] = (await connected.plan('rescope', subject, { scopes: ['orders.read'] })).steps;
    if (step === undefined) throw new Error('the plan has a step');
    const seen = await connected.session.observe(step.operation, [], never);
    fake.rotates = { token: true, secret: false };
    try {
      const change = connected.session.execute(step.operation, seen, [], never);
      const looks = Array.from({ length: 4 }, () => connected.session.observe(step.operation, [], never));
      expect(await change).toEqual({ kind: 'done' });
      for (const { state } of await Promise.all(looks)) expect(state).toMatchObject({ client_id: name });
    } finally {
      fake.rotates = { token: false, secret: false };
    }
    await connected.close();
  });

  it('says that it does not know where the answer with a new registration access token was lost', async () => {
    const name = await make();
    const connected = await here();
    const subject = (await connected.sync()).subject(name);
    fake.rotates = { token: true, secret: false };
    proxy.concerns((method) => method === 'PUT');
    proxy.faults.push('lost_after');
    const { outcomes } = await connected.run('disable', subject);
    fake.rotates = { token: false, secret: false };
    proxy.concerns(() => false);
    expect(outcomes).toEqual(['unknown_needs_check']);
    await connected.close();
    fake.clients.delete(name);
  });

  it('calls a client that answers 401 neither gone nor there', async () => {
    const name = await make();
    const connected = await here();
    const subject = (await connected.sync()).subject(name);
    fake.clients.delete(name);
    const { identities } = await connected.sync();
    const found = identities.find(({ externalId }) => externalId === name);
    expect(found).toMatchObject({ createdAt: { unknown: 'no_permission' } });
    expect(found?.description).toContain('gone, or');
    expect((await connected.run('delete', subject)).outcomes).toEqual(['refused']);
    await connected.close();
  });

  it('knows that it deleted a client although the answer was lost', async () => {
    const name = await make();
    const connected = await here();
    const subject = (await connected.sync()).subject(name);
    proxy.concerns((method) => method === 'DELETE');
    proxy.faults.push('lost_after');
    const { outcomes } = await connected.run('delete', subject);
    proxy.concerns(() => false);
    expect(outcomes).toEqual(['verified']);
    expect((await connected.sync()).identities.some(({ externalId }) => externalId === name)).toBe(false);
    await connected.close();
  });

  it('killed while it deletes, it goes on by what the next reading says', async () => {
    const [kept, forgotten] = [await make(), await make()];
    for (const [name, outcome] of [
      [kept, 'verified'],
      [forgotten, 'unknown_needs_check'],
    ] as const) {
      const first = await here();
      const plan = await first.plan('delete', (await first.sync()).subject(name));
      const typed = first.held();
      proxy.concerns((method) => method === 'DELETE');
      proxy.faults.push('lost_after');
      const [step] = plan.steps;
      if (step === undefined) throw new Error('the plan has a step');
      const seen = await first.session.observe(step.operation, [], never);
      await expect(first.session.execute(step.operation, seen, [], never)).rejects.toThrow();
      proxy.concerns(() => false);
      // Killed before the answer: what was kept before the request went out is all that is left.
      const left = name === kept ? first.held() : typed;
      await first.close();
      const second = await connect(oauth, settings(proxy.url), left);
      const { receipts } = await second.runPlan(plan, { begun: true });
      const [receipt] = receipts.values();
      expect([receipt?.outcome, fake.clients.has(name)]).toEqual([outcome, false]);
      await second.close();
    }
  });

  it('forgets that a deletion was sent where the client outlived it', async () => {
    const name = await make();
    const connected = await here();
    const [step] = (await connected.plan('delete', (await connected.sync()).subject(name))).steps;
    if (step === undefined) throw new Error('the plan has a step');
    const seen = await connected.session.observe(step.operation, [], never);
    proxy.concerns((method) => method === 'DELETE');
    proxy.faults.push('reset_before');
    await expect(connected.session.execute(step.operation, seen, [], never)).rejects.toThrow();
    proxy.concerns(() => false);
    expect(connected.held()).toContain('deleting');
    expect(await connected.session.observe(step.operation, [], never)).toEqual(seen);
    expect(connected.held()).not.toContain('deleting');
    await connected.close();
  });

  it('revokes a client with the tokens of it that are known', async () => {
    const name = await make();
    const connected = await here([{ name: 'of it', token: fake.mint(name) }]);
    const synced = await connected.sync();
    const { delegations } = synced.subject('of it').identity;
    expect(delegations).toMatchObject([{ kind: 'spawned', from: synced.subject(name).identity.id }]);
    expect((await connected.run('revoke', synced.subject(name))).outcomes).toEqual(['verified']);
    expect((await connected.run('revoke', synced.subject('of it'))).outcomes).toEqual(['verified']);
    expect(fake.clients.get(name)?.['grant_types']).toEqual([]);
    await connected.close();
  });

  it('tries what a thief would: minting with the secret of a client that was disabled', async () => {
    const name = await make();
    const connected = await here();
    const { kept } = await connected.run('disable', (await connected.sync()).subject(name));
    const [receipt] = kept.receipts.values();
    expect(receipt?.probes.map(({ kind, verdict, seen }) => [kind, verdict, seen])).toEqual([
      ['mint', 'dead', 'unauthorized_client'],
      ['introspect', 'alive', 'active: true'],
    ]);
    await connected.close();
  });

  it('revokes tokens, reads back by introspection, tries the refresh', async () => {
    const name = await make({ grant_types: ['client_credentials', 'refresh_token'] });
    const [access, refresh] = [fake.mint(name), fake.mint(name, 'refresh_token')];
    const connected = await here([
      { name: 'access', token: access },
      { name: 'refresh', token: refresh, token_type_hint: 'refresh_token' },
    ]);
    const synced = await connected.sync();
    expect((await connected.run('revoke', synced.subject('access'))).outcomes).toEqual(['verified']);
    const { kept, outcomes } = await connected.run('revoke', synced.subject('refresh'));
    expect(outcomes).toEqual(['verified']);
    expect([...kept.receipts.values()][0]?.probes).toMatchObject([{ kind: 'refresh', verdict: 'dead' }]);
    expect((await connected.run('revoke', synced.subject('access'))).outcomes).toEqual(['already_absent']);
    await connected.close();
  });

  it('takes a 200 of the revocation endpoint for nothing where nobody may introspect', async () => {
    const token = fake.mint(await make());
    fake.lacks.add('introspection_endpoint');
    const connected = await here([{ name: 'blind', token }]);
    const { outcomes } = await connected.run('revoke', (await connected.sync()).subject('blind'));
    fake.lacks.clear();
    expect(outcomes).toEqual(['claimed_not_verified']);
    await connected.close();
  });

  it('greys each verb with what is missing', async () => {
    fake.lacks.add('revocation_endpoint');
    const secret = JSON.stringify({ client_secret: adminSecret });
    const connected = await connect(oauth, settings(proxy.url), secret);
    const found = oauth.capabilities(await connected.session.test(never));
    fake.lacks.clear();
    const whyOf = (intent: string) => found.find((each) => each.intent === intent)?.why;
    expect(whyOf('revoke')).toContain('revocation_endpoint');
    expect(whyOf('rescope')).toContain('registration_client_uri');
    expect(whyOf('shorten')).toContain('No standard');
    await connected.close();
  });

  it('sends a registration access token to no other server', async () => {
    const secret = JSON.stringify({
      registrations: [
        { client_id: 'a', registration_client_uri: 'http://127.0.0.1:9/a', registration_access_token: 'canary-away' },
      ],
    });
    const connected = await connect(oauth, settings(proxy.url), secret);
    await expect(connected.sync()).rejects.toThrow('is not where this issuer keeps its registrations');
    await connected.close();
  });

  it('shows no secret that the server ever gave in what it fetches, plans, says and answers', async () => {
    const name = await make();
    const connected = await here([{ name: 'mine', token: fake.mint(name) }]);
    fake.rotates = { token: true, secret: true };
    const synced = await connected.sync();
    const rotated = await connected.run('rotate', synced.subject(name));
    const revoked = await connected.run('revoke', synced.subject('mine'));
    fake.rotates = { token: false, secret: false };
    const said = [rotated, revoked].map(({ plan, kept }) => [plan, [...kept.receipts.values()]]);
    const all = JSON.stringify([said, [...synced.texts], synced.identities, await connected.session.test(never)]);
    for (const secret of fake.secrets) expect(all).not.toContain(secret);
    const torn = await connect(oauth, settings(proxy.url), `{"client_secret": "${adminSecret}"`);
    await expect(torn.sync()).rejects.toThrow(/^The credentials are no JSON document\.$/);
    await torn.close();
    await connected.close();
  });
});
