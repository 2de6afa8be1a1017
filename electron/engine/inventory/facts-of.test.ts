import { describe, expect, it } from 'vitest';
import { classify } from '#engine/catalogue/classify.ts';
import { unknown } from '#shared/model/fact.ts';
import {
  aCredential,
  aGrant,
  anIdentity,
  aScope,
  aTenant,
  daysAgo,
  identityIdOf,
  testNow,
} from '#test/support/builders.ts';
import { factNames } from './fact-columns.ts';
import { ownerStates } from './facts.ts';
import { factsOf } from './facts-of.ts';

const ana = identityIdOf('ana');
const consent = { id: 'c', status: 'live', givenAt: daysAgo(3), expiresAt: 'never', purpose: 'shop' } as const;

describe('factsOf', () => {
  it('has a number for every fact', () => {
    const facts = factsOf(anIdentity(), classify);
    expect(Object.keys(facts).sort()).toEqual([...factNames].sort());
    expect(Object.values(facts).every((value) => typeof value === 'number')).toBe(true);
  });

  it('keeps what the source does not say unknown', () => {
    const facts = factsOf(
      anIdentity({
        owners: unknown('not_in_export'),
        createdAt: unknown('not_in_export'),
        lastUsedAt: unknown('no_permission'),
        credentials: [],
        grants: [aGrant({ scopes: [aScope('orders:read', { lastUsedAt: unknown('not_in_export') })] })],
        tokenPolicy: null,
        standing: unknown('not_recorded'),
        autonomy: unknown('not_recorded'),
      }),
      classify,
    );
    const silent = [
      'createdAt',
      'lastUsedAt',
      'credential',
      'expiresAt',
      'rotatedAt',
      'endlessCredential',
      'scopesUsed',
      'unused',
      'lifetime',
      'standing',
      'autonomy',
    ] as const;
    expect(silent.filter((name) => !Number.isNaN(facts[name]))).toEqual([]);
    expect(facts).toMatchObject({
      owner: ownerStates.indexOf('unknown'),
      lastUsedReason: 3,
      lifetimeReason: 4,
      consent: -1,
    });
  });

  it('counts people once, however many grants and rows name them', () => {
    const facts = factsOf(
      anIdentity({
        grants: [
          aGrant({ id: 'a', onBehalfOf: ana, subjects: 1, consent }),
          aGrant({ id: 'b', onBehalfOf: ana, subjects: 1, consent }),
          aGrant({ id: 'c', subjects: 500, consent }),
          aGrant({ id: 'd', subjects: 300, consent, scopes: [aScope('x', { api: 'other-api' })] }),
        ],
      }),
      classify,
    );
    expect(facts).toMatchObject({
      customers: 501,
      resources: 2,
      reach: 503,
      scopesGranted: 2,
      consent: 0,
      consentAt: daysAgo(3),
    });
  });

  it('sums breadth over API and verb and takes the worst tier', () => {
    const api = 'https://x.auth0.com/api/v2/';
    const names = ['read:logs', 'read:users', 'update:clients', 'delete:clients'];
    const facts = factsOf(
      anIdentity({
        tenant: aTenant({ vendor: 'auth0' }),
        grants: [aGrant({ scopes: [...names.map((name) => aScope(name, { api })), aScope('openid', { api: '' })] })],
      }),
      classify,
    );
    expect(facts).toMatchObject({
      tier: 0,
      knownTier: 0,
      classified: 1,
      canMint: 1,
      breadth: 1 + 2 + 4 + 1,
      scopesGranted: 5,
      scopesUsed: 5,
      unused: 0,
    });
  });

  it('says apart what it assumes of scopes that nobody classified', () => {
    const facts = factsOf(
      anIdentity({ grants: [aGrant({ scopes: [aScope('warp:engage'), aScope('openid', { api: '' })] })] }),
      classify,
    );
    expect(facts).toMatchObject({ tier: 1, knownTier: 3, classified: 0 });
  });

  it.each([
    [[], 'keycloak', 4, 0],
    [[], 'csv', Number.NaN, Number.NaN],
    [[aGrant({ scopes: [] })], 'keycloak', Number.NaN, Number.NaN],
  ] as const)('tells "no scope" from "scopes not recorded": %j of %s', (grants, vendor, tier, breadth) => {
    expect(factsOf(anIdentity({ grants, tenant: aTenant({ vendor }) }), classify)).toMatchObject({ tier, breadth });
  });

  it('measures use in the 90 days before the source was read', () => {
    const scopes = [
      aScope('a', { lastUsedAt: daysAgo(89) }),
      aScope('b', { lastUsedAt: daysAgo(112) }),
      aScope('c', { lastUsedAt: 'never' }),
    ];
    expect(factsOf(anIdentity({ grants: [aGrant({ scopes })] }), classify)).toMatchObject({
      scopesGranted: 3,
      scopesUsed: 1,
    });
    expect(factsOf(anIdentity({ grants: [aGrant({ scopes })] }), classify, testNow + 40 * 86_400_000).scopesUsed).toBe(
      0,
    );
  });

  it('weighs the weakest live credential', () => {
    const weakest = (...credentials: Parameters<typeof aCredential>[0][]) =>
      factsOf(anIdentity({ credentials: credentials.map((each) => aCredential(each)) }), classify);
    expect(weakest({ kind: 'private_key_jwt' }, { kind: 'client_secret' }).credential).toBe(16);
    expect(weakest({ kind: 'client_secret', binding: 'dpop' })).toMatchObject({ credential: 3, bound: 1 });
    expect(weakest({ kind: 'client_secret', status: 'expired' }, { kind: 'federated' })).toMatchObject({
      credential: 1,
      staticCredentials: 0,
      rotatedAt: Number.POSITIVE_INFINITY,
    });
    expect(weakest({ expiresAt: 'never' }, { expiresAt: daysAgo(-9), rotatedAt: daysAgo(70) })).toMatchObject({
      endlessCredential: 1,
      expiresAt: daysAgo(-9),
      rotatedAt: daysAgo(70),
    });
    expect(weakest({ rotatedAt: unknown('not_recorded'), createdAt: daysAgo(300) }).rotatedAt).toBe(daysAgo(300));
  });

  it('takes the worst consent', () => {
    const withConsent = (...all: (typeof consent | { status: 'withdrawn' } | null)[]) =>
      factsOf(
        anIdentity({
          grants: all.map((each) =>
            aGrant({ onBehalfOf: ana, subjects: 1, consent: each === null ? null : { ...consent, ...each } }),
          ),
        }),
        classify,
      ).consent;
    expect([withConsent(consent), withConsent(consent, { status: 'withdrawn' }), withConsent(consent, null)]).toEqual([
      0,
      2,
      Number.NaN,
    ]);
  });

  it('sees a child that holds what its parent never passed on', () => {
    const child = (scopes: readonly string[]) =>
      factsOf(
        anIdentity({
          name: 'child',
          delegations: [{ kind: 'spawned', from: identityIdOf('parent'), to: identityIdOf('child'), scopes }],
        }),
        classify,
      ).amplifies;
    expect([child(['orders:read', 'x']), child(['x']), child([])]).toEqual([0, 1, 0]);
  });

  it.each([
    [[], 'none'],
    [['departed'], 'departed'],
    [['active'], 'single'],
    [['active', 'departed'], 'single'],
    [['active', 'active'], 'backed'],
    [['team'], 'team'],
  ] as const)('owners %j are %s', (all, state) => {
    const owners = all.map((each, index) => ({
      name: `o${index}`,
      id: null,
      type: each === 'team' ? ('team' as const) : ('person' as const),
      status: each === 'departed' ? ('departed' as const) : ('active' as const),
    }));
    expect(ownerStates[factsOf(anIdentity({ owners }), classify).owner]).toBe(state);
  });
});
