import { describe, expect, it } from 'vitest';
import { aConsent, aConsentedGrant, aHuman } from '#test/support/issuer-builders.ts';
import { basic, encodeForm, issuerInMemory, type Parameters, sha256 } from '#test/support/issuer-in-memory.ts';

const apiKey = `nhi_key_${'k'.repeat(43)}`;

function start() {
  const issuer = issuerInMemory();
  issuer.addClient({ id: 'app' });
  issuer.addClient({ id: 'other', mayIntrospect: true });
  issuer.addClient({ id: 'page', auth: 'none', secrets: [] });
  const secret = { id: 's1', hash: sha256(apiKey), prefix: '', createdAt: 0, expiresAt: null };
  issuer.addClient({ id: 'reports', kind: 'api_key', auth: 'none', secrets: [secret] });
  issuer.apply(
    { is: 'human', human: aHuman() },
    { is: 'consent', consent: aConsent({ clientId: 'app' }) },
    { is: 'grant', grant: aConsentedGrant({ clientId: 'app' }) },
  );
  const family = { clientId: 'app', sub: 'hum_ana', grantId: 'grant-1', consentId: 'consent-1' } as const;
  const revoke = (as: string, token: string, more: Parameters = {}) => issuer.post('/revoke', as, { token, ...more });
  /** The tokens that live, by name. */
  const living = () => {
    const all = [...issuer.state.tokens.values()];
    return all.filter((token) => issuer.state.deathOf(token, issuer.clock.now()) === null).map(({ jti }) => jti);
  };
  return { ...issuer, family, revoke, living };
}

describe('revocation (RFC 7009)', () => {
  it('takes an access token with all that came of it, and nothing else', async () => {
    const { issue, family, revoke, living, events } = start();
    const { value, token } = await issue(family);
    const child = await issue({ ...family, clientId: 'other', parents: [token.jti] });
    await issue({ clientId: 'page', sub: 'hum_ana', parents: [child.token.jti] });
    const sibling = await issue(family);
    const refresh = await issue({ ...family, kind: 'refresh', opaque: true });
    const answer = await revoke('app', value, { token_type_hint: 'refresh_token' });
    expect(answer).toMatchObject({ status: 200, body: {} });
    expect(living()).toEqual([sibling.token.jti, refresh.token.jti]);
    expect(events.at(-1)).toMatchObject({
      action: 'token.revoked',
      decision: 'allowed',
      human: 'hum_ana',
      client: 'app',
      trace: token.jti,
      changes: [{ is: 'token_revoked', jti: token.jti }],
    });
  });

  it('takes with a refresh token its whole authorization, also with one that was exchanged for the next', async () => {
    for (const isUsed of [false, true]) {
      const { issue, family, revoke, living, apply, clock } = start();
      const { value, token } = await issue({ ...family, kind: 'refresh', opaque: true });
      await issue(family);
      const own = await issue({ clientId: 'app', sub: 'app' });
      if (isUsed) apply({ is: 'refresh_used', jti: token.jti, at: clock.now() });
      expect((await revoke('app', value)).status).toBe(200);
      expect(living()).toEqual([own.token.jti]);
    }
  });

  it('is the same for opaque tokens and for public clients', async () => {
    const { issue, revoke, living } = start();
    const { value } = await issue({ clientId: 'page', sub: 'page', opaque: true });
    expect((await revoke('page', value)).status).toBe(200);
    expect(living()).toEqual([]);
  });

  it('leaves the tokens of others alone, does not say so, and journals it', async () => {
    const { issue, family, revoke, living, events } = start();
    const { value, token } = await issue(family);
    for (const id of ['other', 'page']) {
      expect(await revoke(id, value)).toMatchObject({ status: 200, body: {} });
      expect(events.at(-1)).toMatchObject({
        decision: 'denied',
        client: id,
        reason: 'the token belongs to app',
        changes: [],
      });
    }
    expect(living()).toEqual([token.jti]);
  });

  it('answers 200 for what is unknown, forged or dead already (§2.2)', async () => {
    const { issue, family, revoke, clock, events } = start();
    const { value } = await issue(family);
    await revoke('app', value);
    for (const text of [value, `${value}A`, 'token', `nhi_at_${'A'.repeat(43)}`, `nhi_rt_${'A'.repeat(43)}`]) {
      expect(await revoke('app', text)).toMatchObject({ status: 200, body: {} });
      expect(events.at(-1)).toMatchObject({ action: 'token.revoked', decision: 'allowed', changes: [] });
    }
    clock.advance(600_000);
    expect((await revoke('app', value)).status).toBe(200);
  });

  it('withdraws no API key', async () => {
    const { revoke, events, state } = start();
    expect((await revoke('app', apiKey)).status).toBe(200);
    expect(events.at(-1)).toMatchObject({ decision: 'denied', changes: [] });
    expect(state.clientOfSecret(sha256(apiKey))?.status).toBe('active');
  });

  it('needs a client and a token', async () => {
    const { send, post } = start();
    expect((await send('/revoke', encodeForm({ token: 'x' }))).status).toBe(401);
    expect((await send('/revoke', encodeForm({ token: 'x' }), basic('app', 'wrong'))).status).toBe(401);
    expect(await post('/revoke', 'app', {})).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
  });
});
