import { describe, expect, it } from 'vitest';
import { claimsIn, exchangeCast, mail, shop } from '#test/support/exchange-cast.ts';
import { issuerInMemory, type Parameters } from '#test/support/issuer-in-memory.ts';
import type { ScopePolicy } from './model.ts';
import { IssuerRegister } from './state.ts';

const free: Omit<ScopePolicy, 'scope'> = { accessTtl: null, audiences: null, depth: null, humanApproves: false };

function start(...policies: readonly ScopePolicy[]) {
  const issuer = issuerInMemory();
  issuer.addClient({ id: 'sync', scopes: ['orders.read', 'payments'], resources: [shop, mail] });
  issuer.apply(...policies.map((policy) => ({ is: 'scope_policy', policy }) as const));
  const ask = (parameters: Parameters) =>
    issuer.post('/token', 'sync', { grant_type: 'client_credentials', ...parameters });
  const decided = () => issuer.events.at(-1);
  return { ...issuer, ask, decided };
}

describe('the policy of a scope', () => {
  it('shortens the life of a token that holds it, never lengthens one, and stands on the record', async () => {
    const { ask, decided } = start(
      { ...free, scope: 'payments', accessTtl: 60 },
      { ...free, scope: 'orders.read', accessTtl: 3600 },
    );
    expect((await ask({ scope: 'orders.read payments' })).body['expires_in']).toBe(60);
    expect(decided()?.policy).toBe('scope:payments');
    expect((await ask({ scope: 'orders.read' })).body['expires_in']).toBe(600);
    expect(decided()?.policy).toBe('client:sync');
  });

  it('says whom a token with it is for, by default, too', async () => {
    const { ask, decided } = start({ ...free, scope: 'payments', audiences: [shop] });
    expect((await ask({ scope: 'payments', resource: shop })).status).toBe(200);
    for (const resource of [mail, [shop, mail], '']) {
      const { status, body } = await ask({ scope: 'payments', resource });
      expect([status, body['error']]).toEqual([400, 'invalid_target']);
      expect(decided()).toMatchObject({ decision: 'denied', policy: 'scope:payments' });
    }
    expect((await ask({ scope: 'orders.read', resource: mail })).status).toBe(200);
  });

  it('leaves it to a human to give it', async () => {
    const { ask, decided } = start({ ...free, scope: 'payments', humanApproves: true });
    const { status, body } = await ask({ scope: 'payments' });
    expect([status, body['error']]).toEqual([400, 'invalid_scope']);
    expect(decided()).toMatchObject({ policy: 'scope:payments', reason: 'only a human can give payments' });
    const cast = exchangeCast();
    cast.apply({ is: 'scope_policy', policy: { ...free, scope: 'payments', humanApproves: true } });
    const { body: given } = await cast.act('helper', await cast.ofAna(), { scope: 'payments' });
    expect(claimsIn(given)['scope']).toBe('payments');
  });

  it('limits how far from its owner it goes', async () => {
    const cast = exchangeCast();
    cast.apply({ is: 'scope_policy', policy: { ...free, scope: 'payments', depth: 1 } });
    const subject = await cast.ofAna();
    const { status, body } = await cast.act('helper', subject, { scope: 'payments' });
    expect([status, body['error']]).toEqual([400, 'invalid_request']);
    expect(cast.events.at(-1)).toMatchObject({ decision: 'denied', policy: 'scope:payments' });
    expect((await cast.act('helper', subject, { scope: 'orders.read' })).status).toBe(200);
  });

  it('holds until it is removed, and is there again after the workspace was opened anew', async () => {
    const { ask, apply, state } = start({ ...free, scope: 'payments', accessTtl: 60 });
    const again = new IssuerRegister();
    again.load(state.save());
    expect(again.scopePolicies).toEqual(state.scopePolicies);
    apply({ is: 'scope_policy_removed', scope: 'payments' });
    expect((await ask({ scope: 'payments' })).body['expires_in']).toBe(600);
  });
});
