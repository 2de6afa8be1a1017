import { decodeJwt } from 'jose';
import { describe, expect, it, test } from 'vitest';
import type { Change, Client, Code, Consent, Grant } from '#engine/issuer/model.ts';
import { testNow } from '#test/support/builders.ts';
import { aSigningKey } from '#test/support/forged-jwts.ts';
import { aConsent, aConsentedGrant, aHuman } from '#test/support/issuer-builders.ts';
import { issuerInMemory, jktOf, type Parameters, proofFor, sha256 } from '#test/support/issuer-in-memory.ts';

// RFC 7636 appendix B.
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
const redirectUri = 'http://127.0.0.1:9000/back';
const shop = 'https://shop.example/';
const mail = 'https://mail.example/';
const details = [{ type: 'payment', amount: { currency: 'EUR', value: '50.00' } }];
const key = aSigningKey('ES256');

interface Given {
  readonly client?: Partial<Client>;
  readonly code?: Partial<Code>;
  readonly grant?: Partial<Grant>;
  readonly consent?: Partial<Consent>;
}

function start({ client = {}, code = {}, grant = {}, consent = {} }: Given = {}) {
  const issuer = issuerInMemory();
  const scopes = ['orders.read', 'orders.write'];
  const grants = ['authorization_code', 'refresh_token'] as const;
  issuer.addClient({
    id: 'app',
    kind: 'agent',
    grants,
    scopes,
    resources: [shop, mail],
    detailTypes: ['payment'],
    ...client,
  });
  issuer.addClient({ id: 'other', grants, scopes });
  const of = { clientId: 'app', scopes, resources: [shop, mail], details };
  issuer.apply(
    { is: 'human', human: aHuman() },
    { is: 'consent', consent: aConsent({ ...of, ...consent }) },
    { is: 'grant', grant: aConsentedGrant({ ...of, ...grant }) },
    {
      is: 'code',
      code: {
        hash: sha256('the-code'),
        grantId: 'grant-1',
        clientId: 'app',
        redirectUri,
        challenge,
        jkt: null,
        expiresAt: testNow + 60_000,
        clientEpoch: 0,
        subEpoch: 0,
        ...code,
      },
    },
  );
  const redeem = (parameters: Parameters = {}, headers = {}, as = 'app') =>
    issuer.post(
      '/token',
      as,
      {
        grant_type: 'authorization_code',
        code: 'the-code',
        redirect_uri: redirectUri,
        code_verifier: verifier,
        ...parameters,
      },
      headers,
    );
  return { ...issuer, redeem };
}

describe('a code', () => {
  it('gives an agent a token that says for whom it acts, and a refresh token', async () => {
    const { redeem, events, state } = start();
    const { status, body } = await redeem();
    expect({ status, ...body }).toEqual({
      status: 200,
      access_token: body['access_token'],
      refresh_token: expect.stringMatching(/^nhi_rt_[\w-]{43}$/),
      token_type: 'Bearer',
      expires_in: 600,
      scope: 'orders.read orders.write',
      authorization_details: details,
    });
    const claims = decodeJwt(String(body['access_token']));
    expect(claims).toMatchObject({ sub: 'hum_ana', client_id: 'app', aud: [shop, mail], act: { sub: 'app' } });
    expect(events.at(-1)).toMatchObject({
      action: 'token.issued',
      decision: 'allowed',
      human: 'hum_ana',
      agents: ['app'],
      client: 'app',
      policy: 'consent:consent-1',
      trace: claims.jti,
      details: { consent: 'consent-1' },
    });
    const [access, refresh] = [...state.tokens.values()];
    expect(access).toMatchObject({ kind: 'access', grantId: 'grant-1', consentId: 'consent-1', parents: [] });
    expect(refresh).toMatchObject({ kind: 'refresh', scopes: ['orders.read', 'orders.write'], audience: [shop, mail] });
    expect(JSON.stringify(events)).not.toContain(String(body['refresh_token']));
    expect(JSON.stringify(events)).not.toContain('the-code');
  });

  it('makes any other client a tool of the human, without act', async () => {
    const { body } = await start({ client: { kind: 'oauth_client' } }).redeem();
    expect(decodeJwt(String(body['access_token']))).not.toHaveProperty('act');
  });

  it('gives less where less is asked for (RFC 8707 §2.2, RFC 9396 §6), and scopes only as consented', async () => {
    const { redeem, state } = start();
    const less = [{ type: 'payment', amount: { currency: 'EUR', value: '20.00' } }];
    const { body } = await redeem({ resource: mail, authorization_details: JSON.stringify(less), scope: 'admin' });
    expect(decodeJwt(String(body['access_token']))).toMatchObject({ aud: mail, authorization_details: less });
    expect(body['scope']).toBe('orders.read orders.write');
    expect([...state.tokens.values()][1]).toMatchObject({ audience: [shop, mail], details });
  });

  it('gives no refresh token to a client that is not registered for it', async () => {
    const { body } = await start({ client: { grants: ['authorization_code'] } }).redeem();
    expect(body).not.toHaveProperty('refresh_token');
  });

  it('gives no scope that was taken from the client meanwhile', async () => {
    const { body } = await start({ client: { scopes: ['orders.read'] } }).redeem();
    expect(body['scope']).toBe('orders.read');
  });

  it('gives a token no longer than the consent', async () => {
    const { body } = await start({ consent: { expiresAt: testNow + 90_500 } }).redeem();
    expect(body['expires_in']).toBe(90);
  });

  test.each<[string, Parameters, string]>([
    ['no code', { code: '' }, 'invalid_request'],
    ['no redirect_uri', { redirect_uri: '' }, 'invalid_request'],
    ['no code_verifier', { code_verifier: '' }, 'invalid_request'],
    ['another code', { code: 'another' }, 'invalid_grant'],
    ['another redirect_uri', { redirect_uri: `${redirectUri}/` }, 'invalid_grant'],
    ['another port of the redirect_uri', { redirect_uri: 'http://127.0.0.1:9001/back' }, 'invalid_grant'],
    ['another verifier', { code_verifier: 'a'.repeat(43) }, 'invalid_grant'],
    ['the challenge as verifier', { code_verifier: challenge }, 'invalid_grant'],
    ['a short verifier', { code_verifier: verifier.slice(1) }, 'invalid_grant'],
    ['a verifier with padding', { code_verifier: `${verifier}=` }, 'invalid_grant'],
    ['another resource', { resource: 'https://bank.example/' }, 'invalid_target'],
    [
      'more than was consented',
      { authorization_details: '[{"type":"payment","amount":{"currency":"EUR","value":"50.01"}}]' },
      'invalid_authorization_details',
    ],
    ['details of another type', { authorization_details: '[{"type":"admin"}]' }, 'invalid_authorization_details'],
  ])('is refused for %s, and still works afterwards', async (_name, parameters, error) => {
    const { redeem, state } = start();
    const { status, body } = await redeem(parameters);
    expect({ status, error: body['error'] }).toEqual({ status: 400, error });
    expect(state.tokens.size).toBe(0);
    expect((await redeem()).status).toBe(200);
  });

  const human = aHuman();
  const client = (issuer: ReturnType<typeof start>): Client => issuer.ports.state.clients.get('app') ?? never();
  const never = (): never => {
    throw new Error('no such client');
  };
  test.each<[string, Given, ((issuer: ReturnType<typeof start>) => readonly Change[])?]>([
    ['it has expired', { code: { expiresAt: testNow } }],
    ['the authorization is revoked', { grant: { revokedAt: testNow } }],
    ['the authorization has ended', { grant: { expiresAt: testNow } }],
    ['the consent is withdrawn', { consent: { withdrawnAt: testNow } }],
    ['the consent has ended', { consent: { expiresAt: testNow } }],
    ['the human is disabled', {}, () => [{ is: 'human', human: { ...human, status: 'disabled' } }]],
    ['the human was revoked', {}, () => [{ is: 'human', human: { ...human, epoch: 1 } }]],
    ['the client was revoked', {}, (issuer) => [{ is: 'client', client: { ...client(issuer), epoch: 1 } }]],
  ])('is refused when %s', async (_name, given, changes) => {
    const issuer = start(given);
    issuer.apply(...(changes?.(issuer) ?? []));
    expect((await issuer.redeem()).body['error']).toBe('invalid_grant');
    expect(issuer.state.tokens.size).toBe(0);
  });

  it('is refused to any other client, which cannot spoil it', async () => {
    const { redeem, state } = start();
    expect((await redeem({}, {}, 'other')).body['error']).toBe('invalid_grant');
    await redeem();
    expect((await redeem({}, {}, 'other')).body['error']).toBe('invalid_grant');
    expect((await redeem({ code_verifier: 'a'.repeat(43) })).body['error']).toBe('invalid_grant');
    expect(state.grants.get('grant-1')?.revokedAt).toBe(null);
  });

  it('takes down what came of it when it comes a second time (RFC 6749 §4.1.2)', async () => {
    const { redeem, state, clock, events } = start();
    await redeem();
    clock.advance(120_000);
    expect((await redeem()).body['error']).toBe('invalid_grant');
    expect(events.at(-1)).toMatchObject({ decision: 'denied', changes: [{ is: 'grant' }] });
    const deaths = [...state.tokens.values()].map((token) => state.deathOf(token, clock.now()));
    expect(deaths).toEqual(['grant_revoked', 'grant_revoked']);
  });

  it('gives one token when it comes twice in the same moment', async () => {
    const { redeem, state } = start();
    const answers = await Promise.all([redeem(), redeem(), redeem()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
    expect([...state.tokens.values()]).toHaveLength(2);
  });
});

describe('a code that is bound to a key (RFC 9449 §10)', () => {
  const proof = (jti: string, by = key) => ({ dpop: proofFor('/token', by, { iat: testNow, jti }) });

  it('gives bound tokens for its key alone', async () => {
    const { redeem, state } = start({ code: { jkt: jktOf(key) } });
    expect((await redeem()).body['error']).toBe('invalid_dpop_proof');
    expect((await redeem({}, proof('1', aSigningKey('ES256')))).body['error']).toBe('invalid_grant');
    const { body } = await redeem({}, proof('2'));
    expect(body['token_type']).toBe('DPoP');
    expect(decodeJwt(String(body['access_token']))['cnf']).toEqual({ jkt: jktOf(key) });
    expect([...state.tokens.values()].map(({ jkt }) => jkt)).toEqual([jktOf(key), jktOf(key)]);
  });

  it('is not spent by a proof that lacks the nonce', async () => {
    const issuer = issuerInMemory({ settings: { dpopNonces: true } });
    issuer.addClient({ id: 'sync' });
    const ask = (claims: object) =>
      issuer.post(
        '/token',
        'sync',
        { grant_type: 'client_credentials' },
        { dpop: proofFor('/token', key, { iat: testNow, jti: '1', ...claims }) },
      );
    const first = await ask({});
    expect(first).toMatchObject({ status: 400, body: { error: 'use_dpop_nonce' } });
    const nonce = first.headers['DPoP-Nonce'];
    const second = await ask({ nonce });
    expect(second).toMatchObject({ status: 200, headers: { 'DPoP-Nonce': nonce } });
  });
});
