import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classify } from '#engine/catalogue/classify.ts';
import { factsOf } from '#engine/inventory/facts-of.ts';
import { anyIdentity } from '#test/support/any-identity.ts';
import { aGrant, anIdentity, aScope, daysAgo, identityIdOf, testNow } from '#test/support/builders.ts';
import { grantsWithout, type Narrowing, narrowed, withGrants } from './narrowed.ts';

const context: Narrowing = {
  project: (identity) => factsOf(identity, classify, testNow),
  whoIs: () => null,
  leftovers: () => [],
};

describe('the facts of narrower grants', () => {
  const agent = anIdentity({
    kind: 'agent',
    grants: [
      aGrant({ subjects: 5_000 }),
      aGrant({ id: 'grant-2', scopes: [aScope('invoices:read', { api: 'invoices-api' })] }),
    ],
  });

  it('reach less by what the identity itself held, and keep what others pass on', () => {
    const facts = { ...context.project(agent), reach: 5_700 };
    const change = narrowed(agent, facts, context, ({ name }) => name !== 'orders:read');
    expect(change).toMatchObject({ customers: 0, resources: 1, reach: 699, scopesGranted: 1 });
  });

  it('hold nothing, and know it, after the last scope', () => {
    const facts = context.project(agent);
    expect(narrowed(agent, facts, context, () => false)).toMatchObject({ tier: 4, breadth: 0, unused: 0, reach: 0 });
  });

  it('still act for whoever a grant without a scope of its own is for', () => {
    const silent = anIdentity({ ...agent, grants: [...agent.grants, aGrant({ id: 'g', subjects: 9, scopes: [] })] });
    const change = narrowed(silent, context.project(silent), context, ({ name }) => name !== 'orders:read');
    expect(change).toMatchObject({ customers: 9, consent: Number.NaN });
  });

  it('leave of a grant that is taken away as a whole nothing but the tokens that came of it', () => {
    const gone = identityIdOf('ada');
    const left = anIdentity({
      grants: [
        aGrant({ id: 'gone', onBehalfOf: gone, offline: true, lastUsedAt: daysAgo(90), expiresAt: daysAgo(-90) }),
        aGrant({ id: 'kept', offline: true, lastUsedAt: daysAgo(50), expiresAt: daysAgo(-50) }),
      ],
    });
    const facts = { ...context.project(left), goneHumanUntil: daysAgo(-90) };
    const human = { ...context, whoIs: () => ({ name: 'Ada', kind: 'human' as const, state: 'disabled' as const }) };
    const without = (ids: readonly string[], from: Narrowing = human) =>
      withGrants(left, facts, from, grantsWithout(left, new Set(ids)));
    expect(without(['gone'])).toMatchObject({
      customers: 0,
      consent: -1,
      liveOffline: 1,
      offlineIdleSince: daysAgo(50),
      sessionEnd: daysAgo(-50),
      goneHumanUntil: -Infinity,
    });
    expect(without(['gone', 'kept'])).toMatchObject({ scopesGranted: 0, tier: 4, liveOffline: 0 });
    expect(without(['kept'])).toMatchObject({ goneHumanUntil: daysAgo(-90) });
    // Another agent that is disabled is nobody who left.
    const agentGone: Narrowing = { ...context, whoIs: () => ({ name: 'bot', kind: 'agent', state: 'disabled' }) };
    expect(without(['kept'], agentGone)).toMatchObject({ goneHumanUntil: -Infinity });
    const token = { id: 't', until: testNow + 60_000, because: 'subject_revoked' };
    expect(without(['gone'], { ...human, leftovers: () => [token] })).toMatchObject({ goneHumanUntil: token.until });
  });

  it('are the old ones where nothing goes', () => {
    fc.assert(
      fc.property(anyIdentity, (identity) => {
        expect(narrowed(identity, context.project(identity), context, () => true)).toEqual({});
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  it('never reach further, whatever stays', () => {
    fc.assert(
      fc.property(anyIdentity, fc.boolean(), (identity, first) => {
        const facts = context.project(identity);
        const change = narrowed(identity, facts, context, ({ name }) => name < 'm' === first);
        expect(change.reach ?? facts.reach).toBeLessThanOrEqual(facts.reach);
      }),
      { numRuns: 200, seed: 7 },
    );
  });
});
