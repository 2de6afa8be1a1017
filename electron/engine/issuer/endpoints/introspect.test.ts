import { describe, expect, it, test } from 'vitest';
import type { Change } from '#engine/issuer/model.ts';
import { testNow } from '#test/support/builders.ts';
import { aSigningKey, sealed } from '#test/support/forged-jwts.ts';
import { aConsent, aConsentedGrant, aHuman, testIssuer } from '#test/support/issuer-builders.ts';
import { basic, encodeForm, issuerInMemory, type Parameters, sha256 } from '#test/support/issuer-in-memory.ts';

const shop = 'https://shop.example/';
const apiKey = `nhi_key_${'k'.repeat(43)}`;
const seconds = testNow / 1000;

function start() {
  const issuer = issuerInMemory();
  issuer.addClient({ id: 'shop', mayIntrospect: true });
  issuer.addClient({ id: 'app' });
  issuer.addClient({ id: 'other' });
  issuer.addClient({ id: 'page', auth: 'none', secrets: [], mayIntrospect: true });
  const secret = {
    id: 's1',
    hash: sha256(apiKey),
    prefix: 'nhi_key_kkkk',
    createdAt: testNow,
    expiresAt: testNow + 60_000,
  };
  issuer.addClient({
    id: 'reports',
    kind: 'api_key',
    auth: 'none',
    secrets: [secret],
    scopes: ['read'],
    resources: [shop],
  });
  issuer.apply(
    { is: 'human', human: aHuman() },
    { is: 'consent', consent: aConsent({ clientId: 'app' }) },
    { is: 'grant', grant: aConsentedGrant({ clientId: 'app' }) },
  );
  const ask = (as: string, token: string, more: Parameters = {}) => issuer.post('/introspect', as, { token, ...more });
  return { ...issuer, ask };
}

const delegated = {
  clientId: 'app',
  sub: 'hum_ana',
  actors: ['app', 'helper'],
  scopes: ['orders.read', 'payments'],
  audience: [shop, testIssuer],
  details: [{ type: 'payment', maxCount: 3 }],
  jkt: 'key-thumbprint',
  mayAct: 'helper',
  grantId: 'grant-1',
  consentId: 'consent-1',
} as const;

describe('introspection (RFC 7662)', () => {
  it.each([false, true])('tells a resource server all of a live token, opaque: %s', async (opaque) => {
    const { ask, issue, events } = start();
    const { value, token } = await issue({ ...delegated, opaque });
    expect((await ask('shop', value, { token_type_hint: 'refresh_token' })).body).toEqual({
      active: true,
      iss: testIssuer,
      sub: 'hum_ana',
      aud: [shop, testIssuer],
      client_id: 'app',
      iat: seconds,
      exp: seconds + 600,
      jti: token.jti,
      scope: 'orders.read payments',
      token_type: 'DPoP',
      act: { sub: 'helper', act: { sub: 'app' } },
      may_act: { sub: 'helper' },
      cnf: { jkt: 'key-thumbprint' },
      authorization_details: delegated.details,
    });
    expect(events.at(-1)).toMatchObject({
      action: 'token.introspected',
      decision: 'allowed',
      human: 'hum_ana',
      agents: ['app', 'helper'],
      client: 'shop',
      trace: token.jti,
      details: { active: true },
    });
    expect(JSON.stringify(events)).not.toContain(value);
  });

  it('tells of a refresh token without a type', async () => {
    const { ask, issue } = start();
    const { value } = await issue({ ...delegated, kind: 'refresh', opaque: true });
    const { body } = await ask('app', value);
    expect(body).toMatchObject({ active: true, client_id: 'app', sub: 'hum_ana' });
    expect(body).not.toHaveProperty('token_type');
  });

  it('tells of an API key until it expires or is disabled', async () => {
    const { ask, clock, state, apply } = start();
    expect((await ask('shop', apiKey)).body).toEqual({
      active: true,
      iss: testIssuer,
      sub: 'reports',
      client_id: 'reports',
      aud: shop,
      iat: seconds,
      exp: seconds + 60,
      scope: 'read',
      token_type: 'Bearer',
    });
    const client = state.clients.get('reports');
    if (client === undefined) throw new Error('no client');
    apply({ is: 'client', client: { ...client, status: 'disabled' } });
    expect((await ask('shop', apiKey)).body).toEqual({ active: false });
    apply({ is: 'client', client });
    clock.advance(60_000);
    expect((await ask('shop', apiKey)).body).toEqual({ active: false });
  });

  it('tells a client of its own tokens, and of others nothing, which the journal knows', async () => {
    const { ask, issue, events } = start();
    const { value } = await issue(delegated);
    expect((await ask('app', value)).body['active']).toBe(true);
    expect(await ask('other', value)).toMatchObject({ status: 200, body: { active: false } });
    expect((await ask('other', value)).body).toEqual({ active: false });
    expect(events.at(-1)).toMatchObject({ decision: 'denied', client: 'other', reason: 'the token belongs to app' });
    expect((await ask('other', apiKey)).body).toEqual({ active: false });
  });

  test.each<[string, readonly Change[]]>([
    ['was revoked', [{ is: 'token_revoked', jti: 'JTI' }]],
    ['stands on a withdrawn consent', [{ is: 'consent', consent: aConsent({ withdrawnAt: testNow }) }]],
    ['stands on a revoked authorization', [{ is: 'grant', grant: aConsentedGrant({ revokedAt: testNow }) }]],
    ['is of a revoked human', [{ is: 'human', human: aHuman({ epoch: 1 }) }]],
    ['is of a deleted client', [{ is: 'client_deleted', id: 'app', name: 'app' }]],
  ])('says only that a token is not active when it %s', async (_name, changes) => {
    const { ask, issue, apply, events } = start();
    const { value, token } = await issue(delegated);
    apply(...changes.map((change): Change => (change.is === 'token_revoked' ? { ...change, jti: token.jti } : change)));
    expect((await ask('shop', value)).body).toEqual({ active: false });
    expect(events.at(-1)).toMatchObject({ decision: 'allowed', details: { active: false }, trace: token.jti });
  });

  test.each([
    ['changed', (value: string) => `${value}A`],
    ['unknown', () => `nhi_at_${'A'.repeat(43)}`],
    ['a secret', () => 'nhi_cs_shop'],
    ['text', () => 'token'],
    ['forged', () => sealed({ alg: 'EdDSA', typ: 'at+jwt', kid: 'x' }, { sub: 'hum_ana' }, aSigningKey('EdDSA'))],
  ])('says only that a token is not active when it is %s', async (_name, change) => {
    const { ask, issue } = start();
    const { value } = await issue(delegated);
    const answer = await ask('shop', change(value));
    expect({ status: answer.status, body: answer.body }).toEqual({ status: 200, body: { active: false } });
  });

  it('says so to the millisecond at which it expires', async () => {
    const { ask, issue, clock } = start();
    const { value } = await issue(delegated);
    clock.advance(599_999);
    expect((await ask('shop', value)).body['active']).toBe(true);
    clock.advance(1);
    expect((await ask('shop', value)).body).toEqual({ active: false });
  });

  it('is for authenticated callers', async () => {
    const { ask, issue, send } = start();
    const { value } = await issue(delegated);
    expect((await ask('page', value)).status).toBe(401);
    const wrong = await send('/introspect', encodeForm({ token: value }), basic('shop', 'wrong'));
    expect(wrong).toMatchObject({ status: 401, headers: { 'WWW-Authenticate': expect.stringContaining('Basic') } });
    expect((await send('/introspect', encodeForm({ token: value }))).status).toBe(401);
  });

  it('needs a token', async () => {
    const { post } = start();
    expect(await post('/introspect', 'shop', {})).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
  });
});
