import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testNow } from '#test/support/builders.ts';
import { aConsent, aConsentedGrant, aToken } from '#test/support/issuer-builders.ts';
import { type IssuerOffice, openOffice } from '#test/support/issuer-desk.ts';
import { sha256 } from '#test/support/issuer-in-memory.ts';

let office: IssuerOffice;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const clientOf = (id: string) => office.kept.issuer.state.clients.get(id);
const lastRecord = () => office.workspace.journal.list(office.workspace.journal.records - 1, 1)[0];

/** A client with a live token, another one whose token was derived from it, and a stranger's token. */
async function family() {
  const parent = (await office.call('createClient', { name: 'Parent', kind: 'agent' })).clientId;
  const child = (await office.call('createClient', { name: 'Child', kind: 'agent', mayActFor: [parent] })).clientId;
  const stranger = (await office.call('createClient', { name: 'Stranger' })).clientId;
  const ana = (await office.call('addHuman', { name: 'Ana' })).id;
  const consent = aConsent({ clientId: parent, sub: ana });
  const grant = aConsentedGrant({ clientId: parent, sub: ana });
  const onBehalf = { sub: ana, consentId: consent.id, grantId: grant.id };
  await office.journal(
    { is: 'consent', consent },
    { is: 'grant', grant },
    { is: 'token', token: aToken({ jti: 'root', clientId: parent, actors: [parent], ...onBehalf }) },
    { is: 'token', token: aToken({ jti: 'refresh', kind: 'refresh', opaque: true, clientId: parent, ...onBehalf }) },
    {
      is: 'token',
      token: aToken({ jti: 'leaf', clientId: child, actors: [parent, child], parents: ['root'], ...onBehalf }),
    },
    { is: 'token', token: aToken({ jti: 'other', clientId: stranger, sub: stranger }) },
  );
  return { parent, child, stranger, ana, consent: consent.id };
}

describe('a client', () => {
  it('gets a secret that is shown once and kept as a hash', async () => {
    const { clientId, clientSecret, apiKey } = await office.call('createClient', {
      name: 'Orders',
      scopes: ['a', 'a'],
    });
    expect(clientSecret).toMatch(/^nhi_cs_[A-Za-z0-9_-]{43}$/);
    expect(apiKey).toBeNull();
    expect(clientOf(clientId)).toMatchObject({
      kind: 'oauth_client',
      grants: ['client_credentials'],
      scopes: ['a'],
      secrets: [{ hash: sha256(clientSecret ?? ''), prefix: '', expiresAt: null }],
      origin: 'analyst',
    });
    const journal = office.workspace.journal.list(0, office.workspace.journal.records);
    expect(JSON.stringify(journal)).not.toContain(clientSecret);
  });

  it('that is an API key shows its prefix and ends when it is said to', async () => {
    const { clientId, clientSecret, apiKey } = await office.call('createClient', {
      name: 'Report',
      kind: 'api_key',
      expiresInDays: 2,
    });
    expect([clientSecret, apiKey?.slice(0, 8)]).toEqual([null, 'nhi_key_']);
    expect(clientOf(clientId)).toMatchObject({
      auth: 'none',
      grants: [],
      secrets: [{ prefix: apiKey?.slice(0, 12), expiresAt: testNow + 2 * 86_400_000 }],
    });
  });

  it('keeps its old secret for the overlap and not a moment longer', async () => {
    const { clientId, clientSecret } = await office.call('createClient', { name: 'Orders' });
    const second = await office.call('rotateClient', { id: clientId, overlap: 60 });
    expect(second.clientSecret).not.toBe(clientSecret);
    expect(clientOf(clientId)?.secrets.map(({ expiresAt }) => expiresAt)).toEqual([testNow + 60_000, null]);
    await office.call('rotateClient', { id: clientId, overlap: 5 });
    expect(clientOf(clientId)?.secrets.map(({ expiresAt }) => expiresAt)).toEqual([
      testNow + 5_000,
      testNow + 5_000,
      null,
    ]);
    await office.call('rotateClient', { id: clientId });
    expect(clientOf(clientId)?.secrets).toHaveLength(1);
  });

  it('without a secret has none to rotate', async () => {
    const { clientId } = await office.call('createClient', { name: 'App', auth: 'none' });
    await expect(office.call('rotateClient', { id: clientId })).rejects.toMatchObject({ code: 'input.invalid' });
  });

  it('loses a secret that its new way to authenticate has no use for', async () => {
    const redirectUris = ['http://127.0.0.1/back'];
    const grants = ['authorization_code'] as const;
    const made = await office.call('createClient', { name: 'App', grants: [...grants], redirectUris });
    await office.call('updateClient', { id: made.clientId, change: { auth: 'none' } });
    expect(clientOf(made.clientId)).toMatchObject({ auth: 'none', secrets: [], redirectUris });
  });
});

describe('what falls', () => {
  it.each([
    ['disableClient', (cast) => ({ id: cast.parent }), ['root', 'refresh', 'leaf'], 'client.disabled'],
    ['deleteClient', (cast) => ({ id: cast.parent }), ['root', 'refresh', 'leaf'], 'client.deleted'],
    ['revokeClient', (cast) => ({ id: cast.parent }), ['root', 'refresh', 'leaf'], 'client.revoked'],
    ['revokeClient', (cast) => ({ id: cast.child }), ['leaf'], 'client.revoked'],
    ['revokeHuman', (cast) => ({ id: cast.ana }), ['root', 'refresh', 'leaf'], 'human.revoked'],
    ['disableHuman', (cast) => ({ id: cast.ana }), ['root', 'refresh', 'leaf'], 'human.changed'],
    ['deleteHuman', (cast) => ({ id: cast.ana }), ['root', 'refresh', 'leaf'], 'human.deleted'],
    ['withdrawConsent', (cast) => ({ id: cast.consent }), ['root', 'refresh', 'leaf'], 'consent.withdrawn'],
    ['revokeToken', () => ({ jti: 'root' }), ['root', 'leaf'], 'token.revoked'],
    ['revokeToken', () => ({ jti: 'leaf' }), ['leaf'], 'token.revoked'],
    ['revokeToken', () => ({ jti: 'refresh' }), ['root', 'refresh', 'leaf'], 'token.revoked'],
  ] satisfies [string, (cast: Awaited<ReturnType<typeof family>>) => unknown, string[], string][])(
    'by %s is said, and nothing else falls (%#)',
    async (method, input, expected, action) => {
      const cast = await family();
      const { fell, residual } = await office.call(method as 'revokeToken', input(cast) as { jti: string }); // By name.
      expect(fell.map(({ jti }) => jti).sort()).toEqual([...expected].sort());
      expect(fell.every(({ death }) => death !== null)).toBe(true);
      // A refresh token deceives nobody: only the issuer reads it.
      expect(residual.map(({ jti }) => jti).sort()).toEqual(expected.filter((jti) => jti !== 'refresh').sort());
      expect(residual.every(({ until }) => until === testNow + 600_000)).toBe(true);
      expect(lastRecord()).toMatchObject({ action, human: 'tess', client: 'test', decision: 'allowed' });
      const left = office.views.tokens({ live: true, client: null, human: null, first: 0, count: 10 });
      const all = ['root', 'refresh', 'leaf', 'other'];
      expect(left.rows.map(({ jti }) => jti).sort()).toEqual(all.filter((jti) => !expected.includes(jti)).sort());
      expect(left.total).toBe(left.rows.length);
    },
  );

  it('is foretold by a simulation that touches nothing', async () => {
    const { consent } = await family();
    const before = office.workspace.journal.records;
    const foretold = office.desk.simulateWithdrawal(consent);
    expect(foretold.fell.map(({ jti, death }) => [jti, death])).toEqual([
      ['root', null],
      ['refresh', null],
      ['leaf', null],
    ]);
    expect(office.workspace.journal.records).toBe(before);
    const real = await office.call('withdrawConsent', { id: consent });
    expect(real.residual).toEqual(foretold.residual);
    await expect(office.call('withdrawConsent', { id: consent })).rejects.toMatchObject({ code: 'input.invalid' });
  });
});

it('a record of the analyst names him, and the timeline whom it concerns', async () => {
  const { consent, ana, parent } = await family();
  await office.call('withdrawConsent', { id: consent });
  const { names } = office.kept.issuer;
  expect(lastRecord()).toMatchObject({
    human: 'tess',
    data: {
      parties: {
        human: { name: 'Ana', id: names.humanIdentity(ana) },
        humanLive: false,
        agents: [{ name: 'Parent', id: names.clientIdentity(parent) }],
        client: { name: 'Parent' },
        reason: 'by tess',
        tenant: names.tenant.id,
      },
    },
  });
  await office.call('disableClient', { id: parent });
  expect(lastRecord()?.data['parties']).toMatchObject({ human: { name: 'tess', id: null }, humanLive: true });
});

it('a withdrawal does not wait for a unit of work that is open', async () => {
  const { consent } = await family();
  await office.kept.inventory.settled();
  const unit = await office.workspace.begin();
  const { fell } = await office.call('withdrawConsent', { id: consent });
  expect(fell).toHaveLength(3);
  await unit.rollback();
});

it('a sign-in code is shown once and cannot be guessed from its hash', async () => {
  const { id, code } = await office.call('addHuman', { name: 'Ana', email: 'ana@example.com' });
  expect(code).toMatch(/^[a-km-np-z2-9]{4}(-[a-km-np-z2-9]{4}){3}$/);
  const again = await office.call('resetHumanCode', { id });
  expect(again.code).not.toBe(code);
  expect(office.kept.issuer.state.humans.get(id)?.codeHash).toBe(sha256(again.code));
});

it.each([
  ['updateClient', { id: 'nobody', change: {} }],
  ['rotateClient', { id: 'nobody' }],
  ['disableClient', { id: 'nobody' }],
  ['enableClient', { id: 'nobody' }],
  ['deleteClient', { id: 'nobody' }],
  ['revokeClient', { id: 'nobody' }],
  ['resetHumanCode', { id: 'nobody' }],
  ['revokeHuman', { id: 'nobody' }],
  ['disableHuman', { id: 'nobody' }],
  ['enableHuman', { id: 'nobody' }],
  ['deleteHuman', { id: 'nobody' }],
  ['withdrawConsent', { id: 'nobody' }],
  ['revokeToken', { jti: 'nobody' }],
  ['removeScopePolicy', { scope: 'nobody' }],
  ['retireKey', { kid: 'nobody' }],
] as const)('%s of what there is not is refused', async (method, input) => {
  const before = office.workspace.journal.records;
  await expect(office.call(method as 'retireKey', input as { kid: string })).rejects.toMatchObject({
    code: 'record.absent',
  });
  expect(office.workspace.journal.records).toBe(before);
});

it('an initial access token is kept as a hash and ends', async () => {
  const { token, expiresAt } = await office.call('createAccess', { scopes: ['a'], hours: 2 });
  expect(expiresAt).toBe(testNow + 7_200_000);
  const access = office.kept.issuer.state.initialAccess.get(sha256(token));
  expect(access).toMatchObject({ scopes: ['a'], expiresAt, withdrawn: false });
});

it('initial access tokens that are withdrawn admit nobody, those that have ended are left alone', async () => {
  const { token } = await office.call('createAccess', {});
  await office.call('createAccess', { hours: 1 });
  expect(await office.call('withdrawAccess', {})).toEqual({ withdrawn: 2 });
  expect(office.kept.issuer.state.initialAccess.get(sha256(token))).toMatchObject({ withdrawn: true });
  expect(lastRecord()).toMatchObject({ action: 'access.withdrawn', human: 'tess', decision: 'allowed' });
  const before = office.workspace.journal.records;
  expect(await office.call('withdrawAccess', {})).toEqual({ withdrawn: 0 });
  expect(office.workspace.journal.records).toBe(before);
});

it('a human who is deleted is gone from the lists, and the journal still names her', async () => {
  const { ana, consent } = await family();
  await office.kept.inventory.settled();
  await office.call('deleteHuman', { id: ana });
  expect(office.views.humans({}).rows.map(({ id }) => id)).not.toContain(ana);
  await office.call('withdrawConsent', { id: consent });
  await office.kept.inventory.settled();
  const row = office.workspace.identities.rowOf(office.kept.issuer.names.humanIdentity(ana));
  expect(office.workspace.identity(row)).toMatchObject({ name: 'Ana', status: 'retired' });
  expect(office.views.consents({ human: null }).rows[0]).toMatchObject({ id: consent, humanName: 'Ana' });
});

it('the policy of a scope is set, listed and removed, each with a record', async () => {
  await office.call('setScopePolicy', { scope: 'payments', accessTtl: 60, audiences: ['https://shop.example/'] });
  const [row] = office.views.scopePolicies({}).rows;
  expect(row).toEqual({
    scope: 'payments',
    accessTtl: 60,
    audiences: ['https://shop.example/'],
    depth: null,
    humanApproves: false,
  });
  expect(lastRecord()).toMatchObject({ action: 'scope.limited', object: 'payments', human: 'tess' });
  await expect(office.call('setScopePolicy', { scope: 'x', audiences: ['shop'] })).rejects.toMatchObject({
    code: 'input.invalid',
    details: { field: 'audiences' },
  });
  await office.call('removeScopePolicy', { scope: 'payments' });
  expect(lastRecord()).toMatchObject({ action: 'scope.unlimited', object: 'payments' });
  expect(office.views.scopePolicies({}).rows).toEqual([]);
});
