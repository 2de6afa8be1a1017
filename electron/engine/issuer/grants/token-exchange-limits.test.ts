import { decodeJwt } from 'jose';
import { describe, expect, it, test } from 'vitest';
import type { Change } from '#engine/issuer/model.ts';
import { testNow } from '#test/support/builders.ts';
import { claimsIn, consented, key, policy, exchangeCast as start } from '#test/support/exchange-cast.ts';
import { aSigningKey, sealed } from '#test/support/forged-jwts.ts';
import { aConsent, aConsentedGrant, aHuman } from '#test/support/issuer-builders.ts';
import { accessTokenType, exchangeGrant, jktOf } from '#test/support/issuer-in-memory.ts';

const otherKey = aSigningKey('ES256');
const { scopes } = consented;

describe('a subject or actor token', () => {
  const now = testNow;
  test.each<[string, (issuer: ReturnType<typeof start>, value: string) => readonly Change[] | string]>([
    [
      'expired',
      ({ clock }) => {
        clock.advance(600_000);
        return [];
      },
    ],
    ['revoked', (_issuer, value) => [{ is: 'token_revoked', jti: String(decodeJwt(value).jti) }]],
    [
      'of a withdrawn consent',
      () => [{ is: 'consent', consent: aConsent({ clientId: 'assistant', withdrawnAt: now }) }],
    ],
    ['of a revoked human', () => [{ is: 'human', human: aHuman({ epoch: 1 }) }]],
    [
      'of a revoked authorization',
      () => [{ is: 'grant', grant: aConsentedGrant({ clientId: 'assistant', revokedAt: now }) }],
    ],
    ['of a deleted client', () => [{ is: 'client_deleted', id: 'assistant', name: 'assistant' }]],
    ['changed', (_issuer, value) => `${value.slice(0, -6)}AAAAAA`],
    ['forged', (_issuer, value) => sealed({ alg: 'EdDSA', typ: 'at+jwt' }, decodeJwt(value), key)],
    ['unsigned', (_issuer, value) => `${value.split('.').slice(0, 2).join('.')}.`],
    ['unknown', () => `nhi_at_${'A'.repeat(43)}`],
  ])('is refused when it is %s', async (_name, change) => {
    const issuer = start();
    let subject = await issuer.ofAna();
    const actor = await issuer.own('helper', { expiresAt: now + 900_000 });
    const changed = change(issuer, subject);
    if (typeof changed === 'string') subject = changed;
    else issuer.apply(...changed);
    const { body } = await issuer.exchange('helper', subject, {
      actor_token: actor,
      actor_token_type: accessTokenType,
    });
    expect(body['error']).toBe('invalid_request');
  });

  it('is no API key and no refresh token', async () => {
    const { exchange, addClient, issue } = start();
    const apiKey = `nhi_key_${'A'.repeat(43)}`;
    addClient({ id: 'key', kind: 'api_key', auth: 'none' });
    const refresh = await issue({ ...consented, kind: 'refresh', opaque: true });
    for (const value of [apiKey, refresh.value]) {
      expect((await exchange('assistant', value)).body['error']).toBe('invalid_request');
    }
  });

  it('takes what came of it along when it dies, the actor token as well as the subject token', async () => {
    for (const role of ['subject_token', 'actor_token'] as const) {
      const { act, ofAna, events, state, apply, clock } = start();
      const { body } = await act('helper', await ofAna());
      const jti = String(events.at(-1)?.details[role]);
      apply({ is: 'token_revoked', jti });
      const token = state.tokens.get(String(claimsIn(body).jti));
      expect(token && state.deathOf(token, clock.now())).toBe('parent_dead');
    }
  });
});

describe('limits', () => {
  it('of depth: the issuer', async () => {
    const { act, ofAna, addClient } = start();
    const ids = Array.from({ length: 8 }, (_, index) => `agent-${index + 1}`);
    let parent = 'assistant';
    for (const id of ids) {
      addClient({ id, kind: 'agent', grants: [exchangeGrant], scopes, mayActFor: [parent] });
      parent = id;
    }
    let value = await ofAna();
    for (const id of ids.slice(0, 7)) value = String((await act(id, value)).body['access_token']);
    expect((await act('agent-8', value)).body['error']).toBe('invalid_request');
  });

  it.each(['helper', 'assistant'])('of depth: the policy of any link of the chain, %s', async (id) => {
    const { act, ofAna, change, events } = start();
    change(id, { policy: { ...policy, depth: 1 } });
    expect((await act('helper', await ofAna())).body['error']).toBe('invalid_request');
    expect(events.at(-1)).toMatchObject({ policy: `client:${id}`, reason: '2 actors where at most 1 are allowed' });
  });

  it.each(['helper', 'assistant'])('of fan-out, the policy of %s, also at the same moment', async (id) => {
    const { act, ofAna, change, state, clock } = start();
    change(id, { policy: { ...policy, fanOut: 3 } });
    const subject = await ofAna();
    const answers = await Promise.all(Array.from({ length: 6 }, () => act('helper', subject)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 400, 400, 400]);
    const [one] = state.childrenOf(String(decodeJwt(subject).jti));
    state.apply({ at: new Date(clock.now()).toISOString(), data: { issuer: [{ is: 'token_revoked', jti: one }] } });
    expect((await act('helper', subject)).status).toBe(200);
    expect((await act('helper', subject)).status).toBe(400);
  });

  it('of the size of act', async () => {
    const { act, ofAna, addClient } = start();
    const long = Array.from({ length: 2 }, (_, index) => `${index}`.padEnd(2100, 'x'));
    addClient({ id: 'late', kind: 'agent', grants: [exchangeGrant], scopes, mayActFor: ['assistant'] });
    expect((await act('late', await ofAna({ actors: long }))).body['error']).toBe('invalid_request');
  });
});

describe('a bound token', () => {
  const bound = { jkt: jktOf(key) };

  it('is never exchanged into a bearer token', async () => {
    const { exchange, act, ofAna } = start();
    expect((await exchange('assistant', await ofAna(bound))).body['error']).toBe('invalid_dpop_proof');
    expect((await act('helper', await ofAna(bound))).body['error']).toBe('invalid_dpop_proof');
  });

  it('stays with its key in the hands of its own client', async () => {
    const { exchange, ofAna, proof } = start();
    const subject = await ofAna(bound);
    expect((await exchange('assistant', subject, {}, proof('1', otherKey))).body['error']).toBe('invalid_request');
    const { body } = await exchange('assistant', subject, {}, proof('2'));
    expect(body['token_type']).toBe('DPoP');
    expect(claimsIn(body)['cnf']).toEqual(bound);
  });

  it('is bound to the key of the one who acts from then on', async () => {
    const { act, ofAna, proof } = start();
    const { body } = await act('helper', await ofAna(bound), {}, proof('1', otherKey));
    expect(claimsIn(body)['cnf']).toEqual({ jkt: jktOf(otherKey) });
  });

  it('as actor token needs its key', async () => {
    const { exchange, ofAna, own, proof } = start();
    const actor = { actor_token: await own('helper', bound), actor_token_type: accessTokenType };
    expect((await exchange('helper', await ofAna(), actor)).body['error']).toBe('invalid_dpop_proof');
    expect((await exchange('helper', await ofAna(), actor, proof('1', otherKey))).body['error']).toBe(
      'invalid_request',
    );
    expect((await exchange('helper', await ofAna(), actor, proof('2'))).body['token_type']).toBe('DPoP');
  });

  it('is what a client gets that must prove a key', async () => {
    const { act, ofAna, change, proof } = start();
    change('helper', { dpopBound: true });
    expect((await act('helper', await ofAna())).body['error']).toBe('invalid_dpop_proof');
    expect((await act('helper', await ofAna(), {}, proof('1'))).body['token_type']).toBe('DPoP');
  });
});
