import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordingOf, shows } from '#engine/catalogue/exercises.ts';
import { endingNames } from '#engine/inventory/at-moment.ts';
import { factsOf } from '#engine/inventory/facts-of.ts';
import { withLiveGrants } from '#engine/inventory/grant-spans.ts';
import { traitBits } from '#engine/inventory/registration-traits.ts';
import { classifierOf } from '#engine/projector.ts';
import { setOf } from '#engine/store/tables/text-set.ts';
import { dayMs } from '#shared/lib/duration.ts';
import type { Grant } from '#shared/model/grant.ts';
import type { Identity } from '#shared/model/identity.ts';
import { anyGrants, anyIdentity } from '#test/support/any-identity.ts';
import { aCredential, aGrant, anIdentity, aScope, daysAgo, identityIdOf, testNow } from '#test/support/builders.ts';
import { projected } from '#test/support/projected.ts';
import { setEndings, setHeld } from './at-moment.ts';
import { foldUsage } from './fold-usage.ts';

const classify = classifierOf(new Map());

/** The columns of one identity as they are at a moment. */
function columnsAt(identity: Identity, now: number) {
  const { identities, activity, tenants } = projected([identity]).projection;
  identities.resetDerived();
  setEndings(identities, now);
  const usage = foldUsage({ identities, activity }, { now, days: 90, actions: { shows, recordingOf }, classify });
  setHeld({ identities, tenants }, usage, { now, classify });
  return { identities, facts: identities.factsAt(0), edges: identities.edges };
}

const held = [
  ...[
    'tier',
    'knownTier',
    'classified',
    'wildcard',
    'canMint',
    'breadth',
    'scopesGranted',
    'coarseScopes',
    'resources',
  ],
] as const;
/** Read long before any moment that is asked for. */
const sources = anIdentity().sources.map((source) => ({ ...source, importedAt: daysAgo(500) }));
const [ada, bea] = [identityIdOf('ada'), identityIdOf('bea')];
const scopes = ['orders.read', 'orders.write', 'prod.admin', 'mcp', '*'];

const someGrants: fc.Arbitrary<readonly Grant[]> = anyGrants.chain((grants) =>
  fc
    .array(
      fc.record({
        resource: fc.constantFrom('orders', 'billing', ''),
        scopes: fc.subarray(scopes).map((names) => names.map((name) => aScope(name))),
        onBehalfOf: fc.constantFrom(null, ada, bea),
        subjects: fc.nat(3),
      }),
      { minLength: grants.length, maxLength: grants.length },
    )
    .map((more) =>
      grants.map((grant, at) => {
        const of = more[at];
        return of === undefined ? grant : { ...grant, ...of, subjects: of.onBehalfOf === null ? of.subjects : 1 };
      }),
    ),
);

describe('what ends by itself', () => {
  it('says at any moment what the facts of the record say then', () => {
    const moment = fc.integer({ min: -400, max: 400 }).map((days) => testNow + days * dayMs);
    fc.assert(
      fc.property(anyIdentity, someGrants, moment, (any, grants, now) => {
        // Whether its scopes went beyond a consent is asked of several grants at once.
        const identity: Identity = { ...any, grants, sources };
        const { facts } = columnsAt(identity, now);
        const said = factsOf(identity, classify, now);
        const grown = ~traitBits.grownScopes;
        for (const name of [...endingNames, ...held] as const) {
          const [kept, wanted] = [facts[name as keyof typeof facts], said[name as keyof typeof said]];
          // A consent that is over is told by spans, which derive.ts asks.
          if (name === 'consent' && said.endedConsentUntil > Number.NEGATIVE_INFINITY) continue;
          if (name === 'registration') expect((kept & grown) >>> 0).toBe((wanted & grown) >>> 0);
          else expect([name, kept]).toEqual([name, Number.isNaN(wanted) ? Number.NaN : wanted]);
        }
      }),
      { numRuns: 1000, seed: 20_261_129 },
    );
  });

  const consent = (onBehalfOf: Identity['id'], ends: number, scope: string) =>
    aGrant({ id: onBehalfOf, onBehalfOf, subjects: 1, scopes: [aScope(scope)], expiresAt: ends });
  const agent = anIdentity({
    kind: 'agent',
    sources,
    grants: [consent(ada, daysAgo(3), 'orders.write'), consent(bea, daysAgo(-3), 'orders.read')],
  });

  it('leaves of what has ended nothing but the record', () => {
    const { identities, facts } = columnsAt(agent, testNow);
    expect([facts.customers, facts.scopesGranted]).toEqual([1, 1]);
    expect(setOf(identities.heldScopes.get(0) ?? '')).toEqual(['orders.read']);
    expect(identities.heldHuman.get(0)).toBe(bea);
    expect(withLiveGrants(agent, testNow).grants.map(({ id }) => id)).toEqual([bea]);
  });

  it('is there at a moment before its end', () => {
    const { identities, facts } = columnsAt(agent, daysAgo(4));
    expect([facts.customers, facts.scopesGranted, identities.heldScopes.size]).toEqual([2, 2, 0]);
  });

  it('leads nobody to what has ended, and goes on where nobody says when it ends', () => {
    const open = aGrant({ id: 'open', onBehalfOf: ada, subjects: 1, expiresAt: { unknown: 'not_in_export' } });
    const people = [ada, bea].map((id, at) =>
      anIdentity({ id, name: ['ada', 'bea'][at] ?? '', kind: 'human', grants: [] }),
    );
    const edgesOf = (one: Identity, now: number) => {
      const { identities } = projected([...people, one]).projection;
      return [...identities.edges.resolve(identities, now).from].map((row) => identities.idOf(row));
    };
    expect(edgesOf(agent, testNow)).toEqual([bea]);
    expect(edgesOf(agent, daysAgo(4))).toEqual([ada, bea]);
    expect(edgesOf({ ...agent, grants: [...agent.grants, open] }, testNow)).toEqual([ada, bea]);
  });

  it('counts what is left of a secret from the moment that is asked for, not from the import', () => {
    const key = anIdentity({
      kind: 'api_key',
      tokenPolicy: null,
      credentials: [aCredential({ kind: 'api_key', expiresAt: daysAgo(-20) })],
    });
    const days = (now: number): number => columnsAt(key, now).facts.lifetime / 86_400;
    expect([daysAgo(0), daysAgo(-15), daysAgo(-20), daysAgo(-90)].map(days)).toEqual([20, 5, 0, 0]);
  });
});
