// The law of every connector over Cognito, and what is peculiar to it. The other half is in test/peers: cognito-local.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cognito } from '#engine/connectors/cognito/connector.ts';
import { undoParts } from '#engine/plans/undo-plan.ts';
import { connect } from '#test/support/connected.ts';
import { type Bench, conformance } from '#test/support/connector-conformance.ts';
import { caller, type FakeCognito, startFakeCognito } from '#test/support/fake-cognito.ts';
import { type FaultyProxy, startFaultyProxy } from '#test/support/faulty-proxy.ts';

const specs = process.env['NHI_SPECS'] ?? join(import.meta.dirname, '../../../shared/specs');
const description = join(specs, 'aws-cognito-idp-2016-04-18.min.json');
const never = new AbortController().signal;

describe.skipIf(!existsSync(description))('Amazon Cognito', () => {
  let fake: FakeCognito;
  let proxy: FaultyProxy;
  let made = 0;

  beforeAll(async () => {
    fake = await startFakeCognito(description);
    proxy = await startFaultyProxy(fake.url);
    fake.hosts.add(new URL(proxy.url).host);
  });
  afterEach(() => expect(fake.violations).toEqual([]));
  afterAll(async () => {
    await proxy.close();
    await fake.close();
  });

  const idOf = (name: string): string =>
    [...fake.clients].find(([, client]) => client['ClientName'] === name)?.[0] ?? '';
  const named = (name: string) => fake.clients.get(idOf(name));
  const make = async (more?: Record<string, unknown>): Promise<string> => {
    made += 1;
    fake.make(`client-${made}`, more);
    return `client-${made}`;
  };
  const secret = (): string => `${fake.keys.accessKeyId} ${fake.keys.secretAccessKey} ${fake.keys.sessionToken}`;
  const settings = (address: string) => ({ address, userPoolId: fake.poolId, region: 'eu-central-1' });
  const is = (path: string, ...actions: readonly string[]): boolean => actions.includes(path.split('.')[1] ?? '');
  const bench = (): Bench => ({
    proxy,
    secret: secret(),
    settings,
    secrets: () => [
      ...secret().split(' ').slice(1),
      ...[...fake.clients.values()].map((client) => String(client['ClientSecret'] ?? '')),
    ],
    make: () => make(),
    isDisabled: async (name) => named(name)?.['AllowedOAuthFlowsUserPoolClient'] === false,
    isChange: (_method, path) => is(path, 'UpdateUserPoolClient'),
    isRead: (_method, path) => is(path, 'DescribeUserPoolClient'),
    isListing: (_method, path) => /\.(?:List|Describe)/.test(path),
  });
  const here = () => connect(cognito, settings(proxy.url), secret());

  conformance(cognito, bench, { lacksRenewal: true });

  it('reads every page of clients and of people once, without a secret', async () => {
    for (let index = 0; index < 130; index += 1) await make();
    for (let index = 0; index < 70; index += 1) {
      fake.users.set(`user-${index}`, {
        Username: `user-${index}`,
        Enabled: true,
        UserStatus: 'CONFIRMED',
        UserCreateDate: 1_764_547_200,
        Attributes: [
          { Name: 'email', Value: `user-${index}@acme.example` },
          { Name: 'phone_number', Value: '+4912345' },
        ],
      });
    }
    fake.resourceServers.push({ UserPoolId: fake.poolId, Identifier: 'orders', Name: 'Orders' });
    fake.providers.push({
      UserPoolId: fake.poolId,
      ProviderName: 'Corp',
      ProviderType: 'OIDC',
      ProviderDetails: {
        client_id: 'acme',
        client_secret: 'canary-provider-secret',
        oidc_issuer: 'https://idp.example',
      },
    });
    const connected = await here();
    const { identities, texts } = await connected.sync();
    const clients = identities.filter(({ vendorKind }) => vendorKind === 'app client');
    expect(clients.length).toBe(fake.clients.size);
    expect(new Set(clients.map(({ id }) => id)).size).toBe(fake.clients.size);
    expect(clients[0]?.createdAt).toBe(1_764_547_200_000);
    expect(identities.filter(({ kind }) => kind === 'human').length).toBe(70);
    expect(identities.some(({ name }) => name === 'Corp')).toBe(true);
    const all = [...texts.values()].join('');
    expect(all).not.toContain('canary');
    expect(all).not.toContain('+4912345');
    expect(all).toContain('«sha256:');
    await connected.close();
  });

  it('goes on where a sync was cut off', async () => {
    const connected = await here();
    const [whole, resumed]: [string[], string[]] = [[], []];
    const cursors: (string | null)[] = [null];
    for await (const { text, next } of connected.session.discover(null, never)) {
      whole.push(text);
      cursors.push(next);
    }
    const middle = Math.floor(whole.length / 2);
    for await (const { text } of connected.session.discover(cursors[middle] ?? null, never)) resumed.push(text);
    expect(resumed).toEqual(whole.slice(middle));
    await connected.close();
  });

  it('puts the key that it works with into the inventory, as an identity of its account', async () => {
    const connected = await here();
    const own = (await connected.sync()).identities.find(({ externalId }) => externalId === caller);
    expect(own).toMatchObject({ name: 'nhi-workbench', kind: 'service_account' });
    expect(own?.aliases).toContain(fake.keys.accessKeyId);
    expect(await connected.session.self(never)).toEqual([fake.keys.accessKeyId]);
    const test = await connected.session.test(never);
    expect(cognito.ownAccess({}, test)).toEqual({ externalId: caller, elsewhere: true });
    expect(cognito.ownAccess({}, null)).toEqual({ unknown: expect.stringContaining('Test the connection') });
    const { actsAs: _unsaid, ...silent } = test;
    expect(cognito.ownAccess({}, silent)).toEqual({ unknown: expect.stringContaining('STS') });
    await connected.close();
  });

  it('sends the whole client back: what no step names stays as it was, and undo restores the rest', async () => {
    const name = await make({
      AccessTokenValidity: 12,
      IdTokenValidity: 20,
      RefreshTokenValidity: 90,
      TokenValidityUnits: { AccessToken: 'hours', IdToken: 'minutes', RefreshToken: 'minutes' },
      ReadAttributes: ['email'],
      WriteAttributes: ['name'],
      ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH'],
      SupportedIdentityProviders: ['COGNITO'],
      CallbackURLs: ['https://app.example/in'],
      LogoutURLs: ['https://app.example/out'],
      DefaultRedirectURI: 'https://app.example/in',
      AnalyticsConfiguration: { ApplicationId: 'app', UserDataShared: true },
      PreventUserExistenceErrors: 'ENABLED',
      EnableTokenRevocation: false,
      EnablePropagateAdditionalUserContextData: true,
      AuthSessionValidity: 9,
    });
    const before = { ...named(name) };
    const connected = await here();
    for (const [intent, parameters, change] of [
      ['rescope', { scopes: ['orders/read'] }, { AllowedOAuthScopes: ['orders/read'] }],
      [
        'shorten',
        { seconds: 600 },
        {
          AccessTokenValidity: 600,
          TokenValidityUnits: { AccessToken: 'seconds', IdToken: 'minutes', RefreshToken: 'minutes' },
        },
      ],
      [
        'disable',
        {},
        {
          AllowedOAuthFlows: [],
          AllowedOAuthFlowsUserPoolClient: false,
          ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
        },
      ],
    ] as const) {
      const { outcomes, plan, kept } = await connected.run(intent, (await connected.sync()).subject(name), parameters);
      expect(outcomes).toEqual(['verified']);
      const time = { LastModifiedDate: expect.any(Number) };
      expect(named(name)).toEqual({ ...before, ...change, ...time });
      // What the plan showed is what was sent.
      expect(plan.steps[0]?.requests[0]?.body).toMatchObject({ ...change, CallbackURLs: ['https://app.example/in'] });
      const done = plan.steps.flatMap((step) => {
        const receipt = kept.receipts.get(step.id);
        return receipt === undefined ? [] : [{ step, receipt }];
      });
      const { proposed, refusals } = undoParts(plan, done, () => cognito);
      expect([proposed.length, refusals]).toEqual([1, []]);
      const operation = proposed[0]?.proposal.operation;
      if (operation === undefined) throw new Error('it can be taken back');
      const seen = await connected.session.observe(operation, [], never);
      expect(await connected.session.execute(operation, seen, [], never)).toEqual({ kind: 'done' });
      expect(named(name)).toEqual({ ...before, ...time, AllowedOAuthScopes: before['AllowedOAuthScopes'] });
    }
    await connected.close();
  });

  it('proves by a token of before that nobody gets a new one, and says that the old one lives on', async () => {
    const name = await make();
    const connected = await here();
    const { kept } = await connected.run('disable', (await connected.sync()).subject(name));
    const [receipt] = [...kept.receipts.values()];
    expect(receipt?.probes.map(({ kind, party, verdict }) => [kind, party, verdict])).toEqual([
      ['mint', 'issuer', 'dead'],
      ['replay', 'local_verifier', 'alive'],
    ]);
    await connected.close();
  });

  it('rotates by a successor, with its secret shown once, and names what is lost', async () => {
    const [name, other] = [await make(), await make()];
    const connected = await here();
    const { outcomes, plan, kept } = await connected.run('rotate', (await connected.sync()).subject(name));
    expect(outcomes).toEqual(['verified', 'verified']);
    const [old, successor] = [plan.steps[0]?.operation.object['client'], [...connected.secrets.keys()][0] ?? ''];
    expect(fake.clients.has(old ?? '')).toBe(false);
    expect(fake.clients.get(successor)).toMatchObject({
      ClientName: `${name} in place of ${old}`,
      AllowedOAuthScopes: ['orders/read', 'orders/write'],
      ClientSecret: connected.secrets.get(successor),
    });
    expect(plan.steps[1]?.notRestored.length).toBeGreaterThan(0);
    expect(JSON.stringify([plan, [...kept.receipts.values()]])).not.toContain('canary-client-secret');
    const overlapping = await connected.run('rotate', (await connected.sync()).subject(other), { overlap_seconds: 60 });
    expect(overlapping.outcomes).toEqual(['verified']);
    expect(named(other)).toBeDefined();
    await connected.close();
  });

  it('does not delete the old client when nobody knows what became of the new one', async () => {
    const name = await make();
    const connected = await here();
    const subject = (await connected.sync()).subject(name);
    proxy.concerns((_method, path) => is(path, 'CreateUserPoolClient'));
    proxy.faults.push('lost_after');
    const before = fake.asked.filter((action) => action === 'CreateUserPoolClient').length;
    const { outcomes } = await connected.run('rotate', subject);
    proxy.concerns(() => false);
    expect(outcomes).toEqual(['unknown_needs_check', 'not_attempted']);
    expect(fake.asked.filter((action) => action === 'CreateUserPoolClient').length).toBe(before + 1);
    expect(named(name)).toBeDefined();
    await connected.close();
  });

  it('disables a user, signs them out, and says what Cognito does not show', async () => {
    fake.users.set('ana', { Username: 'ana', Enabled: true, UserStatus: 'CONFIRMED', Attributes: [] });
    const connected = await here();
    const { outcomes } = await connected.run('revoke', (await connected.sync()).subject('ana'));
    expect(outcomes).toEqual(['verified', 'claimed_not_verified']);
    expect(fake.users.get('ana')?.['Enabled']).toBe(false);
    expect(fake.signedOut).toEqual(['ana']);
    await expect(connected.run('delete', (await connected.sync()).subject('ana'))).rejects.toThrow(/users can be/);
    await connected.close();
  });

  it('signs one user out and leaves the account as it is', async () => {
    fake.users.set('ben', { Username: 'ben', Enabled: true, UserStatus: 'CONFIRMED', Attributes: [] });
    const name = await make();
    const connected = await here();
    const synced = await connected.sync();
    const session = { part: 'session' as const };
    const { outcomes, plan } = await connected.run('revoke', synced.subject('ben'), {}, session);
    expect(outcomes).toEqual(['claimed_not_verified']);
    expect(plan.steps[0]?.effect).toMatchObject({ stopsNewTokens: 'no', killsRefresh: 'yes', undo: 'none' });
    expect([fake.users.get('ben')?.['Enabled'], fake.signedOut.at(-1)]).toEqual([true, 'ben']);
    await expect(connected.run('revoke', synced.subject(name), {}, session)).rejects.toThrow('RevokeToken');
    await connected.close();
  });

  it('refuses what Cognito cannot, with what to do instead', async () => {
    const [name, open] = [await make(), await make({ ClientSecret: undefined })];
    const connected = await here();
    const synced = await connected.sync();
    for (const [who, intent, parameters, why] of [
      [name, 'rescope', { scopes: [] }, /at least one scope/],
      [name, 'rescope', { scopes: ['orders/read', 'orders/write'] }, /no more than that/],
      [name, 'shorten', { seconds: 60 }, /300 to 86400/],
      [open, 'rotate', {}, /public/],
      [name, 'quarantine', {}, /without a scope/],
      [name, 'assign_owner', { owner: 'ana' }, /owner/],
    ] as const)
      await expect(connected.run(intent, synced.subject(who), parameters)).rejects.toThrow(why);
    const greyed = cognito.capabilities(null).flatMap(({ intent, available }) => (available ? [] : [intent]));
    expect(greyed).toEqual(['quarantine', 'assign_owner']);
    await connected.close();
  });

  it('waits when it is throttled, and asks again', async () => {
    const name = await make();
    const connected = await here();
    const subject = (await connected.sync()).subject(name);
    fake.throttled = 2;
    expect((await connected.run('disable', subject)).outcomes).toEqual(['verified']);
    fake.throttled = 3;
    expect((await connected.sync()).identities.length).toBeGreaterThan(0);
    await connected.close();
  });

  it('names the action that is not allowed, leaves out what may be left out, and greys what is missing', async () => {
    const name = await make();
    const connected = await here();
    const subject = (await connected.sync()).subject(name);
    fake.denied.add('UpdateUserPoolClient');
    const { outcomes, kept } = await connected.run('disable', subject);
    expect(outcomes).toEqual(['refused']);
    expect([...kept.receipts.values()][0]?.message).toContain('Missing: cognito-idp:UpdateUserPoolClient');
    fake.denied.add('ListUsers').add('ListResourceServers');
    const test = await connected.session.test(never);
    expect(test.ok).toBe(true);
    expect(test.access.filter(({ state }) => state === 'missing').map((need) => need.name)).toEqual([
      'cognito-idp:ListResourceServers',
      'cognito-idp:ListUsers',
    ]);
    expect((await connected.sync()).texts.get('users.json')).toBe('');
    fake.denied.add('ListUserPoolClients');
    await expect(connected.sync()).rejects.toThrow(/cognito-idp:ListUserPoolClients/);
    expect((await connected.session.test(never)).steps.at(-1)?.message).toContain('cognito-idp:ListUserPoolClients');
    fake.denied.clear();
    const access = cognito.needs.map((need) => ({ ...need, state: 'missing' as const }));
    const found = cognito.capabilities({ ok: true, steps: [], access, server: '' });
    expect(found.find(({ intent }) => intent === 'delete')).toMatchObject({
      available: false,
      why: 'The access key may not cognito-idp:DeleteUserPoolClient.',
    });
    await connected.close();
  });

  it('never repeats a secret, whatever is wrong with it', async () => {
    const { accessKeyId, secretAccessKey, sessionToken } = fake.keys;
    const said: string[] = [];
    for (const wrong of [
      `${accessKeyId} canary-wrong ${sessionToken}`,
      `${accessKeyId} ${secretAccessKey} canary-other-session`,
      `{"AccessKeyId":"canary`,
      'canary one two three four',
      'canary',
    ]) {
      const connected = await connect(cognito, settings(proxy.url), wrong);
      const test = await connected.session.test(never);
      expect(test.ok).toBe(false);
      expect(test.steps.at(-1)?.step).toBe('authenticate');
      said.push(JSON.stringify(test), String(await connected.sync().catch((error: unknown) => error)));
      await connected.close();
    }
    expect(said.join('\n')).not.toContain('canary');
    const json = JSON.stringify({
      AccessKeyId: accessKeyId,
      SecretAccessKey: secretAccessKey,
      SessionToken: sessionToken,
    });
    const connected = await connect(cognito, settings(proxy.url), json);
    expect((await connected.session.test(never)).ok).toBe(true);
    await connected.close();
  });
});
