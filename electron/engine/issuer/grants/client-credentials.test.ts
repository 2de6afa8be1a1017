import { decodeJwt, decodeProtectedHeader } from 'jose';
import { describe, expect, it, test } from 'vitest';
import { testNow } from '#test/support/builders.ts';
import { testIssuer } from '#test/support/issuer-builders.ts';
import { issuerInMemory, type Parameters } from '#test/support/issuer-in-memory.ts';

const shop = 'https://shop.example/';
const policy = { accessTtl: null, refreshIdle: null, refreshAbsolute: null, depth: null, fanOut: null };

function start() {
  const issuer = issuerInMemory();
  issuer.addClient({
    id: 'sync',
    scopes: ['orders.read', 'orders.write', 'payments'],
    defaultScopes: ['orders.read'],
    resources: [shop],
    detailTypes: ['payment'],
    policy: { ...policy, exchangeTo: [], humanApproves: ['payments'], mayAct: null },
  });
  const ask = (parameters: Parameters = {}, client = 'sync') =>
    issuer.post('/token', client, { grant_type: 'client_credentials', ...parameters });
  return { ...issuer, ask };
}

describe('client credentials', () => {
  it('give a JWT access token whose subject is the client (RFC 9068 §2.2)', async () => {
    const { ask, events, state } = start();
    const { status, body } = await ask({ scope: 'orders.write', resource: shop });
    const value = String(body['access_token']);
    const jti = String(decodeJwt(value).jti);
    expect({ status, ...body }).toEqual({
      status: 200,
      access_token: value,
      token_type: 'Bearer',
      expires_in: 600,
      scope: 'orders.write',
    });
    expect(decodeProtectedHeader(value)).toEqual({ alg: 'EdDSA', typ: 'at+jwt', kid: state.tokens.get(jti)?.kid });
    expect(decodeJwt(value)).toEqual({
      iss: testIssuer,
      sub: 'sync',
      aud: shop,
      client_id: 'sync',
      iat: testNow / 1000,
      exp: testNow / 1000 + 600,
      jti,
      scope: 'orders.write',
    });
    const records = events.filter(({ action }) => action === 'token.issued');
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({
      decision: 'allowed',
      human: null,
      humanLive: false,
      agents: [],
      client: 'sync',
      object: shop,
      trace: jti,
      policy: 'client:sync',
      details: { grant_type: 'client_credentials', scopes_asked: ['orders.write'], scopes_given: ['orders.write'] },
    });
    expect(JSON.stringify(events)).not.toContain(value);
  });

  it('without scope and resource give the default scopes for the issuer itself', async () => {
    const { ask, addClient } = start();
    addClient({ id: 'bare' });
    const { body } = await ask();
    expect(body['scope']).toBe('orders.read');
    expect(decodeJwt(String(body['access_token'])).aud).toBe(testIssuer);
    const bare = await ask({}, 'bare');
    expect(bare.body).not.toHaveProperty('scope');
    expect(decodeJwt(String(bare.body['access_token']))).not.toHaveProperty('scope');
  });

  it('give several audiences where the client is registered for each', async () => {
    const { ask } = start();
    const { body } = await ask({ resource: [shop, testIssuer, shop] });
    expect(decodeJwt(String(body['access_token'])).aud).toEqual([shop, testIssuer]);
  });

  it('give opaque tokens where the client has them', async () => {
    const { ask, addClient, state } = start();
    addClient({ id: 'opaque', opaque: true });
    const { body } = await ask({}, 'opaque');
    expect(body['access_token']).toMatch(/^nhi_at_[\w-]{43}$/);
    expect([...state.tokens.values()]).toMatchObject([{ clientId: 'opaque', opaque: true, kid: null }]);
  });

  it.each([
    [60, 60],
    [3600, 3600],
    [86_400, 3600],
  ])('live as long as the policy says, %i s, but an hour at most', async (accessTtl, life) => {
    const { ask, addClient } = start();
    addClient({ id: 'short', policy: { ...policy, accessTtl, exchangeTo: [], humanApproves: [], mayAct: null } });
    expect((await ask({}, 'short')).body['expires_in']).toBe(life);
  });

  it('take details of the types that the client may ask for (RFC 9396 §5)', async () => {
    const { ask } = start();
    const details = [{ type: 'payment', amount: { currency: 'EUR', value: '9.00' } }];
    const { body } = await ask({ authorization_details: JSON.stringify(details) });
    expect(body['authorization_details']).toEqual(details);
    expect(decodeJwt(String(body['access_token']))['authorization_details']).toEqual(details);
  });

  it('make tokens of which no two have the same name', async () => {
    const { ask, state } = start();
    await Promise.all(Array.from({ length: 50 }, () => ask()));
    expect(state.tokens.size).toBe(50);
  });

  test.each<[string, Parameters, string]>([
    ['a scope that the client lacks', { scope: 'admin' }, 'invalid_scope'],
    ['one that it lacks among those that it has', { scope: 'orders.read admin' }, 'invalid_scope'],
    ['a scope that only a human can give', { scope: 'payments' }, 'invalid_scope'],
    ['a malformed scope', { scope: 'orders.read  orders.write' }, 'invalid_scope'],
    ['a resource that it is not registered for', { resource: 'https://bank.example/' }, 'invalid_target'],
    ['a resource by another spelling', { resource: 'https://shop.example' }, 'invalid_target'],
    ['a foreign resource beside its own', { resource: [shop, 'https://bank.example/'] }, 'invalid_target'],
    ['a resource that is no URI', { resource: 'shop' }, 'invalid_target'],
    ['a resource with a fragment', { resource: `${shop}#a` }, 'invalid_target'],
    ['details of another type', { authorization_details: '[{"type":"admin"}]' }, 'invalid_authorization_details'],
    ['malformed details', { authorization_details: '{}' }, 'invalid_authorization_details'],
    ['a grant that it is not registered for', { grant_type: 'authorization_code' }, 'unauthorized_client'],
    ['a grant that nobody knows', { grant_type: 'password' }, 'unsupported_grant_type'],
    ['a grant of another spelling', { grant_type: 'Client_Credentials' }, 'unsupported_grant_type'],
    ['no grant', { grant_type: '' }, 'invalid_request'],
  ])('are refused for %s', async (_name, parameters, error) => {
    const { ask, events, state } = start();
    const { status, body } = await ask(parameters);
    expect({ status, error: body['error'] }).toEqual({ status: 400, error });
    expect(state.tokens.size).toBe(0);
    expect(events).toMatchObject([{ decision: 'denied', client: 'sync', changes: [], details: { error } }]);
    expect(events[0]?.reason).not.toBe('');
  });

  it('are not for public clients (RFC 6749 §4.4)', async () => {
    const { ask, addClient } = start();
    addClient({ id: 'page', auth: 'none', secrets: [] });
    expect((await ask({}, 'page')).body['error']).toBe('unauthorized_client');
  });

  it('ignore parameters of other grants (RFC 6749 §3.2)', async () => {
    const { ask } = start();
    expect((await ask({ subject_token: 'x', refresh_token: 'y', code: 'z', audience: 'a' })).status).toBe(200);
  });

  it('are not given out when the journal fails, and can be asked for again', async () => {
    let fails = true;
    const issuer = issuerInMemory({
      ledger: (memory) => ({
        async record(event) {
          if (fails && event.action === 'token.issued') throw new Error('the disk is full');
          await memory.record(event);
        },
      }),
    });
    issuer.addClient({ id: 'sync' });
    const ask = () => issuer.post('/token', 'sync', { grant_type: 'client_credentials' });
    await expect(ask()).rejects.toThrow('the disk is full');
    expect(issuer.state.tokens.size).toBe(0);
    fails = false;
    expect((await ask()).status).toBe(200);
  });
});
