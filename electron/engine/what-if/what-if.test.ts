import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classify } from '#engine/catalogue/classify.ts';
import { factsOf } from '#engine/inventory/facts-of.ts';
import { findingOf } from '#engine/posture/finding-of.ts';
import type { RuleContext } from '#engine/posture/rule.ts';
import { unusedPrivilege } from '#engine/posture/rules/nhi5b-unused-privilege.ts';
import { idleOffline } from '#engine/posture/rules/nhi7d-idle-offline.ts';
import { scoreIf } from '#engine/scoring/counterfactual.ts';
import { preparePolicy, standardPolicy } from '#engine/scoring/policy.ts';
import { scoreOf } from '#engine/scoring/score.ts';
import { unknown } from '#shared/model/fact.ts';
import type { Identity } from '#shared/model/identity.ts';
import { anyGrants, anyIdentity } from '#test/support/any-identity.ts';
import { aCredential, aGrant, anIdentity, aScope, daysAgo, testNow } from '#test/support/builders.ts';
import { type Change, noChange } from './change.ts';
import { cheapest, optionsOf } from './cheapest.ts';
import { factsAfter } from './facts-after.ts';
import { changeOf } from './fix-change.ts';
import { levers } from './levers.ts';
import { whatIf } from './what-if.ts';

const policy = preparePolicy(standardPolicy, (text) => createHash('sha256').update(text).digest('hex'));
const context: RuleContext = {
  now: testNow,
  limits: policy.data.limits,
  classify: (vendor, api, scope) => classify(vendor, api, scope),
  project: (identity) => factsOf(identity, (vendor, api, scope) => classify(vendor, api, scope), testNow),
  scoreIf: (facts, change) => scoreIf(facts, policy, testNow, change),
  whoIs: () => null,
  leftovers: () => [],
  incidentOf: () => null,
};
const suppose = (identity: Identity, change: Partial<Change>) =>
  whatIf(identity, context.project(identity), { ...noChange, ...change }, policy, context);

const risky = anIdentity({
  owners: [],
  credentials: [aCredential({ expiresAt: 'never', rotatedAt: daysAgo(500), createdAt: daysAgo(500) })],
  grants: [aGrant({ scopes: [aScope('orders:read'), aScope('orders:delete', { lastUsedAt: 'never' })] })],
});

const people = (count: number): Partial<Identity> => ({
  kind: 'agent',
  grants: [aGrant({ subjects: count })],
  tokenPolicy: {
    accessTtl: 3600,
    refreshAbsolute: 'never',
    refreshIdle: null,
    refreshRotation: true,
    offline: false,
    accessTtlFrom: 'client',
  },
});

describe('what if', () => {
  it('says that nothing changes where nothing is changed', () => {
    const { before, after, fixed, raised, disruption } = suppose(risky, {});
    expect(after).toEqual(before);
    expect([fixed, raised, disruption]).toEqual([[], [], { points: 0, reasons: [] }]);
  });

  it('tells which findings would go with the change, and what may break', () => {
    const { before, after, fixed, left, disruption } = suppose(risky, { owner: 'backed', rotate: true });
    expect(after.score.value).toBeLessThan(before.score.value);
    expect(fixed.map(({ rule }) => rule)).toEqual(['NHI1a', 'NHI7b']);
    expect(left).toBeGreaterThan(0);
    expect(disruption.reasons.map(({ words }) => words)).toEqual([
      'whoever holds the old secret needs the new one; it is in use',
      'somebody has to agree to answer for it',
      'there is nobody to ask',
    ]);
  });

  it('takes scopes away that are known not to be used, and never those of which nobody knows', () => {
    const silent = anIdentity({
      grants: [
        aGrant({ scopes: [aScope('a'), aScope('b', { lastUsedAt: 'never' })] }),
        aGrant({ id: 'grant-2', scopes: [aScope('c', { lastUsedAt: unknown('not_in_export') })] }),
      ],
    });
    expect(suppose(silent, { removeUnused: true }).after.facts.scopesGranted).toBe(2);
    const named = suppose(silent, { remove: ['a', 'c'] });
    expect(named.disruption.reasons.map(({ words }) => words)).toEqual([
      '1 scope in use would go',
      '1 scope would go of which nobody knows the use',
    ]);
    const none = suppose(anIdentity({ tenant: { ...silent.tenant, vendor: 'csv' } }), { remove: ['orders:read'] });
    expect([none.after.facts.tier, none.after.facts.scopesGranted, none.after.facts.reach]).toEqual([4, 0, 0]);
  });

  it('makes of a rescope what the fix of a rule makes of it', () => {
    const unused = aGrant({
      id: 'grant-2',
      subjects: 5_000,
      scopes: [aScope('orders:delete', { lastUsedAt: 'never' })],
    });
    const agent = anIdentity({ ...people(0), grants: [...risky.grants, unused] });
    const fix = findingOf(unusedPrivilege, agent, context.project(agent), context)?.fixes[0];
    const supposed = suppose(agent, { remove: ['orders:delete'] });
    expect(fix?.parameters['remove']).toEqual(['orders:delete']);
    expect(fix?.scoreAfter).toBe(supposed.after.score.value);
    expect(supposed.after.facts.reach).toBe(supposed.before.facts.reach - 5_000);
    expect(supposed.after.score.value).toBeLessThan(supposed.before.score.value);
  });

  it('makes of grants that are revoked what the fix of a rule makes of it, and lets the rest go on', () => {
    const forgotten = aGrant({ id: 'forgotten', subjects: 5_000, offline: true, lastUsedAt: daysAgo(90) });
    const agent = anIdentity({ ...people(0), grants: [...risky.grants, forgotten] });
    const finding = findingOf(idleOffline, agent, context.project(agent), context);
    const change = changeOf(finding?.fixes[0] ?? { intent: 'disable', parameters: {} }, testNow);
    const { before, after, fixed, disruption } = suppose(agent, change);
    expect(change).toEqual({ ...noChange, grants: ['forgotten'] });
    expect(fixed.map(({ rule }) => rule)).toContain('NHI7d');
    expect(after.score.value).toBe(finding?.fixes[0]?.scoreAfter);
    expect(after.score.value).toBeLessThan(before.score.value);
    expect([after.facts.status, after.facts.customers, after.facts.scopesGranted]).toEqual([0, 0, 2]);
    expect(after.facts.reach).toBe(before.facts.reach - 5_000);
    // What it may do for itself it goes on doing.
    expect(disruption.reasons.map(({ words }) => words)).toEqual([
      '5,000 people would have to let it act for them again',
    ]);
    expect(suppose(agent, { disable: true }).disruption.points).toBeGreaterThan(disruption.points);
  });

  it('takes away of an identity just what the grants held', () => {
    fc.assert(
      fc.property(anyIdentity, anyGrants, fc.nat(), (any, more, seed) => {
        const identity = { ...any, kind: 'agent' as const, grants: more };
        const gone = more.filter((_, at) => ((seed >> at) & 1) === 1).map(({ id }) => id);
        const { facts } = suppose(identity, { grants: gone }).after;
        const left = context.project({ ...identity, grants: more.filter(({ id }) => !gone.includes(id)) });
        const names = ['customers', 'consent', 'endedConsentUntil', 'offlineIdleSince', 'liveOffline'] as const;
        for (const name of [...names, 'sessionEnd', 'lifetime', 'reach', 'scopesGranted'] as const)
          expect([name, facts[name]]).toEqual([name, left[name]]);
      }),
      { numRuns: 300, seed: 20260314 },
    );
  });

  it('shortens every hop, and counts what it would ask of machines and people', () => {
    const { before, after } = suppose(anIdentity(people(100)), { lifetime: 1800 });
    expect(before.facts.lifetime).toBe(Number.POSITIVE_INFINITY);
    expect(after.facts.lifetime).toBe(3600);
    expect([before.load.renewals, after.load.renewals]).toEqual([24, 48]);
    expect([before.load.prompts, after.load.prompts]).toEqual([0, 4800]);
    const key = suppose(risky, { lifetime: 90 * 86_400 });
    expect(key.after.facts.endlessCredential).toBe(0);
    expect([key.before.load.replacements, Math.round(key.after.load.replacements)]).toEqual([0, 4]);
  });

  it('knows no load where the source says nothing of tokens', () => {
    expect(suppose(anIdentity({ tokenPolicy: null }), { rotate: true }).after.load.renewals).toBeNaN();
  });

  it('lets a platform vouch: no secret is left to steal, rotate or lose', () => {
    const { after } = suppose({ ...risky, leaked: true }, { proof: 'federation' });
    expect([after.facts.staticCredentials, after.facts.credential, after.facts.leaked]).toEqual([0, 1, 0]);
    expect(after.facts.rotatedAt).toBe(Number.POSITIVE_INFINITY);
  });

  it('keeps the score of what is disabled while a token of it may be believed', () => {
    const facts = { ...context.project(risky), residualUntil: testNow + 60_000 };
    const score = (residualUntil: number): number =>
      whatIf(risky, { ...facts, residualUntil }, { ...noChange, disable: true }, policy, context).after.score.value;
    expect([score(testNow), score(testNow + 60_000) > 0]).toEqual([0, true]);
  });
});

const fact = <T>(values: fc.Arbitrary<T>) => fc.oneof(values, fc.constant(unknown('not_in_export')));
const moment = fc.integer({ min: 1, max: 900 }).map(daysAgo);
const someIdentity: fc.Arbitrary<Identity> = fc
  .record({
    kind: fc.constantFrom('service_account', 'agent', 'workload', 'api_key', 'oauth_client'),
    lastUsedAt: fact(fc.oneof(moment, fc.constant('never' as const))),
    builtIn: fc.boolean(),
    leaked: fc.boolean(),
    credentials: fc.array(
      fc
        .record({
          kind: fc.constantFrom('client_secret', 'api_key', 'none', 'private_key_jwt', 'federated'),
          expiresAt: fact(
            fc.oneof(
              fc.constant('never' as const),
              moment.map((at) => 2 * testNow - at),
            ),
          ),
          rotatedAt: fact(moment),
        })
        .map(aCredential),
      { maxLength: 3 },
    ),
    grants: fc.array(
      fc
        .record({
          subjects: fc.constantFrom(0, 0, 1, 5000),
          scopes: fc.array(
            fc
              .tuple(
                fc.constantFrom('orders:read', 'orders:delete', '*', 'a'),
                fact(fc.constantFrom('never' as const, daysAgo(2))),
              )
              .map(([name, lastUsedAt]) => aScope(name, { lastUsedAt })),
            { maxLength: 4 },
          ),
        })
        .map(aGrant),
      { maxLength: 3 },
    ),
    owners: fc.constantFrom(unknown('not_in_export'), [], anIdentity().owners),
  })
  .map(anIdentity);

describe('the cheapest set of fixes', () => {
  it('is searched by the very scores of the whole recomputation', () => {
    fc.assert(
      fc.property(someIdentity, (identity) => {
        const facts = context.project(identity);
        for (const { change, score } of optionsOf(identity, facts, policy, context)) {
          expect(score).toBe(scoreOf(factsAfter(identity, facts, change, context), policy, testNow).value);
        }
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  it('is under the limit and breaks no more than any other set that is; else nothing gets lower', () => {
    fc.assert(
      fc.property(someIdentity, fc.constantFrom(80, 60, 35, 15), (identity, below) => {
        const options = optionsOf(identity, context.project(identity), policy, context);
        const { option, met } = cheapest(options, below);
        expect(met).toBe(options.some(({ score }) => score < below));
        for (const other of options) {
          if (!met) expect(option.score).toBeLessThanOrEqual(other.score);
          else if (other.score < below) expect(option.disruption).toBeLessThanOrEqual(other.disruption);
        }
      }),
      { numRuns: 100, seed: 7 },
    );
  });

  it('says the same for the same identity in whatever order its grants and credentials stand', () => {
    fc.assert(
      fc.property(someIdentity, (identity) => {
        const turned = {
          ...identity,
          grants: identity.grants.toReversed(),
          credentials: identity.credentials.toReversed(),
        };
        const best = (one: Identity) => {
          const { option } = cheapest(optionsOf(one, context.project(one), policy, context), 35);
          return [option.levers.map(({ id }) => id), option.score, option.disruption];
        };
        expect(best(turned)).toEqual(best(identity));
      }),
      { numRuns: 100, seed: 7 },
    );
  });

  it('tries levers of which none raises the upper bound; only what was unknown may turn out above its middle', () => {
    fc.assert(
      fc.property(someIdentity, fc.constantFrom(...levers), (identity, lever) => {
        const facts = context.project(identity);
        const change = lever.change(identity, facts, context);
        if (change === null) return;
        const { before, after } = suppose(identity, change);
        expect(after.score.high).toBeLessThanOrEqual(before.score.high);
        if (before.score.confidence === 1) expect(after.score.value).toBeLessThanOrEqual(before.score.value);
      }),
      { numRuns: 300, seed: 7 },
    );
  });
});
