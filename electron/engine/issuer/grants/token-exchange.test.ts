import { describe, expect, it, test } from 'vitest';
import { testNow } from '#test/support/builders.ts';
import { claimsIn, consented, mail, policy, shop, exchangeCast as start } from '#test/support/exchange-cast.ts';
import { testIssuer } from '#test/support/issuer-builders.ts';
import { accessTokenType, exchangeGrant, type Parameters } from '#test/support/issuer-in-memory.ts';

const jwtType = 'urn:ietf:params:oauth:token-type:jwt';
const { details } = consented;

describe('delegation (RFC 8693 §1.1)', () => {
  it('gives a token whose subject is the human and whose actors are nested (§4.1, appendix A.2)', async () => {
    const { act, ofAna, events, state } = start();
    const first = await act('helper', await ofAna());
    expect(first).toMatchObject({ status: 200, body: { issued_token_type: accessTokenType, token_type: 'Bearer' } });
    expect(first.body).not.toHaveProperty('refresh_token');
    const second = await act('clerk', String(first.body['access_token']), { scope: 'orders.read' });
    const claims = claimsIn(second.body);
    expect(claims).toMatchObject({
      sub: 'hum_ana',
      client_id: 'clerk',
      aud: shop,
      scope: 'orders.read',
      act: { sub: 'clerk', act: { sub: 'helper', act: { sub: 'assistant' } } },
      authorization_details: details,
    });
    expect(events.at(-1)).toMatchObject({
      action: 'token.exchanged',
      decision: 'allowed',
      human: 'hum_ana',
      agents: ['assistant', 'helper', 'clerk'],
      client: 'clerk',
      policy: 'client:clerk',
      object: shop,
      trace: claims.jti,
      details: { permitted_by: 'client:clerk', consent: 'consent-1' },
    });
    const token = state.tokens.get(String(claims.jti));
    expect(token).toMatchObject({ grantId: 'grant-1', consentId: 'consent-1', via: exchangeGrant });
    expect(token?.parents).toEqual([claimsIn(first.body).jti, events.at(-1)?.details['actor_token']]);
  });

  it('without scope gives what parent and client both have', async () => {
    const { act, ofAna } = start();
    expect((await act('helper', await ofAna())).body['scope']).toBe('orders.read payments');
  });

  it('ends with the first of subject, actor and policy', async () => {
    const { exchange, act, ofAna, own, change } = start();
    const actor = {
      actor_token: await own('helper', { expiresAt: testNow + 30_000 }),
      actor_token_type: accessTokenType,
    };
    expect((await exchange('helper', await ofAna(), actor)).body['expires_in']).toBe(30);
    expect((await act('helper', await ofAna({ expiresAt: testNow + 20_000 }))).body['expires_in']).toBe(20);
    change('helper', { policy: { ...policy, accessTtl: 10 } });
    expect((await act('helper', await ofAna())).body['expires_in']).toBe(10);
  });

  it('is permitted by may_act alone where the token has it (RFC 8693 §4.4)', async () => {
    const { act, ofAna, events } = start();
    const { status, body } = await act('stranger', await ofAna({ mayAct: 'stranger' }));
    expect(status).toBe(200);
    expect(claimsIn(body)).not.toHaveProperty('may_act');
    expect(events.at(-1)?.details['permitted_by']).toBe('may_act');
    expect((await act('helper', await ofAna({ mayAct: 'stranger' }))).body['error']).toBe('invalid_request');
    expect(events.at(-1)?.reason).toBe('actor_token: may_act of the subject token names another actor');
  });

  it('may name the resources of a policy beyond the audience, and those alone', async () => {
    const { act, exchange, ofAna } = start();
    const first = String((await act('helper', await ofAna())).body['access_token']);
    const second = await act('clerk', first, { resource: [shop, mail] });
    expect(claimsIn(second.body).aud).toEqual([shop, mail]);
    expect(claimsIn((await act('clerk', first, { audience: mail })).body).aud).toBe(mail);
    expect((await act('clerk', first, { resource: testIssuer })).body['error']).toBe('invalid_target');
    expect((await exchange('assistant', await ofAna(), { audience: mail })).body['error']).toBe('invalid_target');
  });

  const opaque = { opaque: true };
  test.each<
    [string, (issuer: ReturnType<typeof start>) => Promise<{ body: Readonly<Record<string, unknown>> }>, string, string]
  >([
    [
      'somebody whom nothing permits',
      async ({ act, ofAna }) => act('stranger', await ofAna()),
      'invalid_request',
      'no policy lets stranger act for assistant',
    ],
    [
      'one who may act for another link of the chain',
      async ({ act, ofAna }) => act('clerk', await ofAna()),
      'invalid_request',
      'no policy lets clerk act for assistant',
    ],
    [
      'an actor token of somebody else',
      async ({ exchange, ofAna, own }) =>
        exchange('stranger', await ofAna(), { actor_token: await own('helper'), actor_token_type: accessTokenType }),
      'invalid_request',
      'the actor token belongs to another client',
    ],
    [
      'an actor token that stands for a human',
      async ({ exchange, ofAna, issue }) =>
        exchange('helper', await ofAna(), {
          actor_token: (await issue({ clientId: 'helper', sub: 'hum_ana' })).value,
          actor_token_type: accessTokenType,
        }),
      'invalid_request',
      'the actor token stands for somebody else',
    ],
    [
      'an actor token that is delegated itself',
      async ({ exchange, ofAna, own }) =>
        exchange('helper', await ofAna(), {
          actor_token: await own('helper', { actors: ['clerk'] }),
          actor_token_type: accessTokenType,
        }),
      'invalid_request',
      'the actor token stands for somebody else',
    ],
    [
      'an actor that acts already',
      async ({ act, ofAna }) => act('helper', await ofAna({ clientId: 'assistant', actors: ['helper', 'assistant'] })),
      'invalid_request',
      'the chain of actors goes in a circle',
    ],
    [
      'the agent once more',
      async ({ act, ofAna }) => act('assistant', await ofAna()),
      'invalid_request',
      'the chain of actors goes in a circle',
    ],
    [
      'one who acts for itself',
      async ({ act, own }) => act('app', await own('app')),
      'invalid_request',
      'the chain of actors goes in a circle',
    ],
    [
      'a public client',
      async ({ exchange, ofAna, own }) =>
        exchange('page', await ofAna(), { actor_token: await own('page'), actor_token_type: accessTokenType }),
      'unauthorized_client',
      'nobody proved to be the actor',
    ],
    [
      'an actor without a type',
      async ({ exchange, ofAna, own }) => exchange('helper', await ofAna(), { actor_token: await own('helper') }),
      'invalid_request',
      'actor_token and actor_token_type come together or not at all',
    ],
    [
      'an opaque token as JWT',
      async ({ act, ofAna }) => act('helper', await ofAna(opaque), { subject_token_type: jwtType }),
      'invalid_request',
      'it is no JWT',
    ],
  ])('is refused to %s', async (_name, run, error, reason) => {
    const issuer = start();
    const { body } = await run(issuer);
    expect(body['error']).toBe(error);
    expect(issuer.events.at(-1)).toMatchObject({ action: 'token.exchanged', decision: 'denied', changes: [] });
    expect(issuer.events.at(-1)?.reason).toContain(reason);
  });

  test.each<[string, Parameters, string]>([
    ['a scope that the parent lacks', { scope: 'refunds' }, 'invalid_scope'],
    ['a scope that the client lacks', { scope: 'orders.write' }, 'invalid_scope'],
    ['another resource', { resource: mail }, 'invalid_target'],
    ['another audience', { audience: 'mail' }, 'invalid_target'],
    [
      'more than the parent may pay',
      { authorization_details: '[{"type":"payment","actions":["pay"],"amount":{"currency":"EUR","value":"50.01"}}]' },
      'invalid_authorization_details',
    ],
    [
      'details without their limit',
      { authorization_details: '[{"type":"payment","actions":["pay"]}]' },
      'invalid_authorization_details',
    ],
    ['a refresh token', { requested_token_type: 'urn:ietf:params:oauth:token-type:refresh_token' }, 'invalid_request'],
    ['an ID token', { requested_token_type: 'urn:ietf:params:oauth:token-type:id_token' }, 'invalid_request'],
    ['no subject token', { subject_token: '' }, 'invalid_request'],
    ['no type of it', { subject_token_type: '' }, 'invalid_request'],
    ['another type of it', { subject_token_type: 'urn:ietf:params:oauth:token-type:refresh_token' }, 'invalid_request'],
    [
      'another type of the actor token',
      { actor_token_type: 'urn:ietf:params:oauth:token-type:saml2' },
      'invalid_request',
    ],
  ])('is refused for %s', async (_name, parameters, error) => {
    const { act, ofAna } = start();
    expect(await act('helper', await ofAna(), parameters)).toMatchObject({ status: 400, body: { error } });
  });

  it('gives less where less is asked for', async () => {
    const { act, ofAna } = start();
    const less = [{ type: 'payment', actions: ['pay'], amount: { currency: 'EUR', value: '20.00' } }];
    const asked = { scope: 'payments', authorization_details: JSON.stringify(less), requested_token_type: jwtType };
    const { body } = await act('helper', await ofAna(), asked);
    expect(body).toMatchObject({ scope: 'payments', issued_token_type: jwtType, authorization_details: less });
  });

  it('leaves out details whose type the client may not have', async () => {
    const { act, ofAna, change } = start();
    change('helper', { detailTypes: [] });
    expect((await act('helper', await ofAna())).body).not.toHaveProperty('authorization_details');
  });

  it('never gives nothing where there was something', async () => {
    const { act, ofAna, change } = start();
    change('helper', { scopes: ['refunds'] });
    expect((await act('helper', await ofAna())).body['error']).toBe('invalid_scope');
  });
});

describe('a client and its own token', () => {
  it('may have an equal one or a narrower one, which keeps the chain, without an actor', async () => {
    const { exchange, ofAna, state } = start();
    const { status, body } = await exchange('assistant', await ofAna({ mayAct: 'helper' }), { scope: 'payments' });
    expect(status).toBe(200);
    expect(claimsIn(body)).toMatchObject({ act: { sub: 'assistant' }, may_act: { sub: 'helper' }, scope: 'payments' });
    expect(state.tokens.get(String(claimsIn(body).jti))?.parents).toHaveLength(1);
  });

  it('may have one of a human without a chain: that is not impersonation', async () => {
    const { exchange, ofAna } = start();
    const { body } = await exchange('app', await ofAna({ clientId: 'app', actors: [] }));
    expect(claimsIn(body)).not.toHaveProperty('act');
  });

  it('may be the first actor on it', async () => {
    const { act, ofAna, events } = start();
    const { body } = await act('app', await ofAna({ clientId: 'app', actors: [], mayAct: 'helper' }));
    expect(claimsIn(body)['act']).toEqual({ sub: 'app' });
    expect(events.at(-1)?.details['permitted_by']).toBe('own token');
  });

  it('of a public client too, for itself alone', async () => {
    const { exchange, own, ofAna } = start();
    expect((await exchange('page', await own('page'))).status).toBe(200);
    expect((await exchange('page', await ofAna())).body['error']).toBe('invalid_request');
  });

  it('cannot get by itself what only a human can give', async () => {
    const { exchange, own } = start();
    const { body } = await exchange('assistant', await own('assistant', { scopes: ['orders.read', 'payments'] }));
    expect(body['scope']).toBe('orders.read');
  });
});

describe('impersonation', () => {
  it.each(['helper', 'clerk', 'stranger', 'app'])('is off: %s needs an actor token', async (id) => {
    const { exchange, ofAna, events } = start();
    const { body } = await exchange(id, await ofAna());
    expect(body['error']).toBe('invalid_request');
    expect(events.at(-1)?.reason).toContain('impersonation');
    expect(events.at(-1)?.signals).toEqual(['impersonation']);
  });

  it('is off for tokens without act, too', async () => {
    const { exchange, ofAna } = start();
    expect((await exchange('clerk', await ofAna({ clientId: 'app', actors: [] }))).body['error']).toBe(
      'invalid_request',
    );
  });
});
