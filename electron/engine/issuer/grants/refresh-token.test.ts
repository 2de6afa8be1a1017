import { decodeJwt } from 'jose';
import { describe, expect, it, test } from 'vitest';
import { type Change, type Client, type Grant, limits } from '#engine/issuer/model.ts';
import { testNow } from '#test/support/builders.ts';
import { aSigningKey } from '#test/support/forged-jwts.ts';
import { aConsent, aConsentedGrant, aHuman } from '#test/support/issuer-builders.ts';
import { issuerInMemory, jktOf, type Parameters, proofFor } from '#test/support/issuer-in-memory.ts';

const shop = 'https://shop.example/';
const mail = 'https://mail.example/';
const scopes = ['orders.read', 'orders.write'];
const day = 86_400_000;
const [key, otherKey] = [aSigningKey('EdDSA'), aSigningKey('EdDSA')];
const policy = { accessTtl: null, depth: null, fanOut: null, exchangeTo: [], humanApproves: [], mayAct: null };

async function start(given: { client?: Partial<Client>; grant?: Partial<Grant>; jkt?: string } = {}) {
  const issuer = issuerInMemory();
  const { client = {}, grant = {}, jkt = null } = given;
  const registered = { grants: ['authorization_code', 'refresh_token'] as const, scopes };
  issuer.addClient({ id: 'app', kind: 'agent', ...registered, ...client });
  issuer.addClient({ id: 'other', ...registered });
  const of = { clientId: 'app', scopes, resources: [shop, mail], expiresAt: testNow + 90 * day };
  issuer.apply(
    { is: 'human', human: aHuman() },
    { is: 'consent', consent: aConsent(of) },
    { is: 'grant', grant: aConsentedGrant({ ...of, ...grant }) },
  );
  const token = { clientId: 'app', sub: 'hum_ana', actors: ['app'], scopes, audience: [shop, mail], jkt } as const;
  const family = { grantId: 'grant-1', consentId: 'consent-1', expiresAt: testNow + 7 * day } as const;
  const { value: first } = await issuer.issue({ ...token, ...family, kind: 'refresh', opaque: true });
  const { token: access } = await issuer.issue({ ...token, ...family, expiresAt: testNow + 600_000 });
  const refresh = (value: string, parameters: Parameters = {}, headers = {}, as = 'app') =>
    issuer.post('/token', as, { grant_type: 'refresh_token', refresh_token: value, ...parameters }, headers);
  const next = async (value: string): Promise<string> => String((await refresh(value)).body['refresh_token']);
  const proof = (jti: string, by = key) => ({ dpop: proofFor('/token', by, { iat: issuer.clock.now(), jti }) });
  return { ...issuer, first, access, refresh, next, proof };
}

describe('a refresh token', () => {
  it('gives the next one, and an access token that keeps the chain', async () => {
    const { refresh, first, events, state } = await start();
    const { status, body } = await refresh(first);
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 600, scope: scopes.join(' ') });
    expect(body['refresh_token']).not.toBe(first);
    expect(decodeJwt(String(body['access_token']))).toMatchObject({ sub: 'hum_ana', act: { sub: 'app' } });
    expect(events.at(-1)).toMatchObject({
      action: 'token.refreshed',
      human: 'hum_ana',
      agents: ['app'],
      policy: 'consent:consent-1',
    });
    expect([...state.tokens.values()].filter(({ kind }) => kind === 'refresh')).toHaveLength(2);
  });

  it('narrows the access token, never its family (RFC 6749 §6)', async () => {
    const { refresh, first } = await start();
    const { body } = await refresh(first, { scope: 'orders.read', resource: mail });
    expect(decodeJwt(String(body['access_token']))).toMatchObject({ scope: 'orders.read', aud: mail });
    const second = await refresh(String(body['refresh_token']));
    expect(second.body['scope']).toBe(scopes.join(' '));
  });

  test.each<[string, Parameters, string]>([
    ['no token', { refresh_token: '' }, 'invalid_request'],
    ['an unknown one', { refresh_token: `nhi_rt_${'A'.repeat(43)}` }, 'invalid_grant'],
    ['more scope', { scope: 'orders.read admin' }, 'invalid_scope'],
    ['another resource', { resource: 'https://bank.example/' }, 'invalid_target'],
    ['details that were never given', { authorization_details: '[{"type":"a"}]' }, 'invalid_authorization_details'],
  ])('is refused for %s, and still works afterwards', async (_name, parameters, error) => {
    const { refresh, first } = await start();
    expect((await refresh(first, parameters)).body['error']).toBe(error);
    expect((await refresh(first)).status).toBe(200);
  });

  it('is not an access token, nor an access token a refresh token', async () => {
    const issuer = await start();
    const { value } = await issuer.issue({ clientId: 'app', opaque: true });
    expect((await issuer.refresh(value)).body['error']).toBe('invalid_grant');
  });

  it('is refused to another client, which cannot hurt its family', async () => {
    const { refresh, first, next, clock, state } = await start();
    expect((await refresh(first, {}, {}, 'other')).body['error']).toBe('invalid_grant');
    await next(first);
    clock.advance(60_000);
    expect((await refresh(first, {}, {}, 'other')).body['error']).toBe('invalid_grant');
    expect(state.grants.get('grant-1')?.revokedAt).toBe(null);
  });

  it('that was raced is refused, and its family lives', async () => {
    const { refresh, first, next, clock, state } = await start();
    const second = await next(first);
    clock.advance(limits.refreshGrace * 1000);
    expect((await refresh(first)).body['error']).toBe('invalid_grant');
    expect(state.grants.get('grant-1')?.revokedAt).toBe(null);
    expect((await refresh(second)).status).toBe(200);
  });

  it('that comes again later kills its whole family (RFC 9700 §4.14.2)', async () => {
    const { refresh, first, next, clock, state, events } = await start();
    const second = await next(first);
    clock.advance(limits.refreshGrace * 1000 + 1);
    expect((await refresh(first)).body['error']).toBe('invalid_grant');
    expect(events.at(-1)).toMatchObject({
      action: 'refresh.reused',
      decision: 'denied',
      human: 'hum_ana',
      changes: [{ is: 'grant' }],
    });
    expect((await refresh(second)).body['error']).toBe('invalid_grant');
    const alive = [...state.tokens.values()].filter((token) => state.deathOf(token, clock.now()) === null);
    expect(alive).toEqual([]);
  });

  it('kills no sibling authorization of the same human and client', async () => {
    const issuer = await start();
    issuer.apply({
      is: 'grant',
      grant: aConsentedGrant({ id: 'grant-2', clientId: 'app', scopes, expiresAt: testNow + day }),
    });
    const sibling = await issuer.issue({
      kind: 'refresh',
      opaque: true,
      clientId: 'app',
      sub: 'hum_ana',
      grantId: 'grant-2',
      consentId: 'consent-1',
    });
    await issuer.next(issuer.first);
    issuer.clock.advance(60_000);
    await issuer.refresh(issuer.first);
    expect((await issuer.refresh(sibling.value)).status).toBe(200);
  });

  it('gives one success when it comes many times in the same moment', async () => {
    const { refresh, first, state } = await start();
    const answers = await Promise.all(Array.from({ length: 5 }, () => refresh(first)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400]);
    expect(state.grants.get('grant-1')?.revokedAt).toBe(null);
  });

  it('lives while it is used, but not beyond the authorization', async () => {
    const policyOfDays = { ...policy, refreshIdle: 2 * 86_400, refreshAbsolute: 5 * 86_400 };
    const { next, first, refresh, clock, state } = await start({ client: { policy: policyOfDays } });
    let value = await next(first);
    clock.advance(1.5 * day);
    value = await next(value);
    clock.advance(1.5 * day);
    value = await next(value);
    clock.advance(1.5 * day);
    value = await next(value);
    const last = [...state.tokens.values()].at(-1);
    expect(last?.expiresAt).toBe(testNow + 5 * day);
    clock.advance(0.5 * day);
    expect((await refresh(value)).body['error']).toBe('invalid_grant');
  });

  const human = aHuman();
  test.each<[string, (client: Client) => readonly Change[]]>([
    [
      'the consent is withdrawn',
      () => [{ is: 'consent', consent: aConsent({ clientId: 'app', withdrawnAt: testNow }) }],
    ],
    [
      'the authorization is revoked',
      () => [{ is: 'grant', grant: aConsentedGrant({ clientId: 'app', revokedAt: testNow }) }],
    ],
    ['the human is revoked', () => [{ is: 'human', human: { ...human, epoch: 1 } }]],
    ['the human is disabled', () => [{ is: 'human', human: { ...human, status: 'disabled' } }]],
    ['the client is revoked', (client) => [{ is: 'client', client: { ...client, epoch: 1 } }]],
    ['the grant is taken from the client', (client) => [{ is: 'client', client: { ...client, grants: [] } }]],
  ])('is refused when %s', async (_name, changes) => {
    const issuer = await start();
    const client = issuer.state.clients.get('app');
    if (client === undefined) throw new Error('no client');
    issuer.apply(...changes(client));
    expect((await issuer.refresh(issuer.first)).status).toBe(400);
  });
});

describe('a bound refresh token (RFC 9449 §5)', () => {
  it('of a public client needs its key', async () => {
    const { refresh, first, proof } = await start({ client: { auth: 'none', secrets: [] }, jkt: jktOf(key) });
    expect((await refresh(first)).body['error']).toBe('invalid_dpop_proof');
    expect((await refresh(first, {}, proof('1', otherKey))).body['error']).toBe('invalid_grant');
    const { body } = await refresh(first, {}, proof('2'));
    expect(body['token_type']).toBe('DPoP');
  });

  it('of a confidential client may change its key and not do without', async () => {
    const { refresh, first, proof } = await start({ jkt: jktOf(key) });
    expect((await refresh(first)).body['error']).toBe('invalid_dpop_proof');
    const { body } = await refresh(first, {}, proof('1', otherKey));
    expect(decodeJwt(String(body['access_token']))['cnf']).toEqual({ jkt: jktOf(otherKey) });
  });

  it('takes a proof once', async () => {
    const { refresh, first, proof, events } = await start({ jkt: jktOf(key) });
    const { body } = await refresh(first, {}, proof('1'));
    const again = await refresh(String(body['refresh_token']), {}, proof('1'));
    expect(again.body['error']).toBe('invalid_dpop_proof');
    expect(events.at(-1)?.reason).toBe('DPoP: the proof was used before');
  });
});
