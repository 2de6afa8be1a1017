import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classify } from '#engine/catalogue/classify.ts';
import { factColumns } from '#engine/inventory/fact-columns.ts';
import type { Facts } from '#engine/inventory/facts.ts';
import { factsOf } from '#engine/inventory/facts-of.ts';
import { idleSince, isLeftover, isLiveOffline, spanFacts } from '#engine/inventory/grant-spans.ts';
import { exampleNow } from '#engine/posture/example-clock.ts';
import { findingOf } from '#engine/posture/finding-of.ts';
import type { RuleContext } from '#engine/posture/rule.ts';
import { rules } from '#engine/posture/rules/index.ts';
import { runRules } from '#engine/posture/run-rules.ts';
import { severityOf } from '#engine/posture/severity.ts';
import { scoreIf } from '#engine/scoring/counterfactual.ts';
import { preparePolicy, standardPolicy } from '#engine/scoring/policy.ts';
import { noChange } from '#engine/what-if/change.ts';
import { changeOf } from '#engine/what-if/fix-change.ts';
import { dayMs } from '#shared/lib/duration.ts';
import { intents, severities } from '#shared/model/finding.ts';
import type { Grant } from '#shared/model/grant.ts';
import type { Identity } from '#shared/model/identity.ts';
import { anyGrants, anyIdentity } from '#test/support/any-identity.ts';
import {
  aCredential,
  aGrant,
  anIdentity,
  aScope,
  aTenant,
  daysAgo,
  identityIdOf,
  plainFacts,
} from '#test/support/builders.ts';

const policy = preparePolicy(standardPolicy, (text) => createHash('sha256').update(text).digest('hex'));
const context: RuleContext = {
  now: exampleNow,
  limits: policy.data.limits,
  classify,
  project: (identity) => factsOf(identity, classify, exampleNow),
  scoreIf: (facts, change) => scoreIf(facts, policy, exampleNow, change),
  whoIs: () => null,
  leftovers: () => [],
  incidentOf: () => null,
};
const folder = new URL('../../electron/engine/posture/rules/', import.meta.url);

const narrowing: ReadonlySet<string> = new Set(['NHI1e', 'NHI3a', 'NHI5a', 'NHI5b', 'NHI5e', 'NHI8b', 'NHI8c']);

/** Wrong in every way that a rule may point at. */
const suspect = anIdentity({
  owners: [{ name: 'Lena Vogt', id: null, type: 'person', status: 'departed' }],
  credentials: [aCredential({ expiresAt: 'never', rotatedAt: daysAgo(500), createdAt: daysAgo(500) })],
  grants: [
    aGrant({
      scopes: [
        aScope('orders:read'),
        aScope('*', { lastUsedAt: 'never' }),
        aScope('orders:write', { lastUsedAt: 'never' }),
      ],
    }),
  ],
});

describe('the registry of rules', () => {
  it('lists every file of the folder, and each file is named by its id', () => {
    const files = readdirSync(folder).filter((name) => !name.startsWith('index.') && !name.includes('.test.'));
    expect(files.length).toBe(rules.length);
    for (const rule of rules) {
      expect(
        files.filter((name) => new RegExp(`^${rule.id.toLowerCase().replaceAll('.', '-')}-[a-z]`).test(name)),
        rule.id,
      ).toHaveLength(1);
      if (rule.pack === 'owasp') expect(rule.owasp !== null && rule.id.startsWith(rule.owasp)).toBe(true);
    }
    expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length);
  });
});

/** What it finds may be tokens alone, which are believed until they end: there is nothing to take away then. */
const endsByItself: ReadonlySet<string> = new Set(['NHI1e']);

describe.each(rules)('$id $title', (rule) => {
  const flagged = rule.examples.flagged.map((example) => [example.what, example] as const);
  const clean = rule.examples.clean.map((example) => [example.what, example] as const);

  it('has examples of both sorts, a sentence and a reference', () => {
    expect(flagged.length).toBeGreaterThan(0);
    expect(clean.length).toBeGreaterThan(0);
    expect(rule.why).toMatch(/^[A-Z].*\.$/);
    expect(rule.references.length).toBeGreaterThan(0);
    expect(severities).toContain(rule.severity);
  });

  it.each(flagged)('flags: %s', (_what, example) => {
    const facts: Facts = { ...plainFacts, ...example.facts };
    expect(severityOf(rule, facts, context)).toBe(example.severity);
    const finding = findingOf(rule, suspect, facts, context);
    expect(finding).toMatchObject({ rule: rule.id, severity: example.severity, identity: suspect.id });
    expect(finding?.title).not.toMatch(/undefined|NaN|Invalid/);
    expect(finding?.evidence.length).toBeGreaterThan(0);
    if (!endsByItself.has(rule.id)) expect(finding?.fixes.length).toBeGreaterThan(0);
    const before = context.scoreIf(facts, {});
    for (const fix of finding?.fixes ?? []) {
      expect(intents).toContain(fix.intent);
      // Facts of an example need not be those of the suspect, whose scopes are what these take away.
      if (!narrowing.has(rule.id)) expect(fix.scoreAfter ?? 0).toBeLessThanOrEqual(before);
    }
    expect(JSON.parse(JSON.stringify(finding))).toEqual(finding);
  });

  it.each(clean)('is silent: %s', (_what, example) => {
    const facts: Facts = { ...plainFacts, ...example.facts };
    expect(rule.flags(facts, context)).toBeNull();
    expect(findingOf(rule, suspect, facts, context)).toBeNull();
  });

  it('flags in bulk what it flags one by one', () => {
    const all = [...rule.examples.flagged, ...rule.examples.clean].map((example) => ({
      ...plainFacts,
      ...example.facts,
    }));
    const flags = runRules(factColumns(all), all.length, context, [rule]);
    expect([...flags.row].map((row, at) => [row, severities[flags.severity[at] ?? -1]])).toEqual(
      rule.examples.flagged.map((example, row) => [row, example.severity]),
    );
  });

  it('is silent about humans', () => {
    for (const example of rule.examples.flagged) {
      expect(rule.flags({ ...plainFacts, ...example.facts, kind: 5 }, context)).toBeNull();
    }
  });
});

describe('a real identity through catalogue, facts and rules', () => {
  it('gets a finding of every kind that applies, whose fixes lower its score', () => {
    const facts = factsOf(suspect, classify, exampleNow);
    const before = context.scoreIf(facts, {});
    const found = rules.flatMap((rule) => findingOf(rule, suspect, facts, context) ?? []);
    expect(found.map((finding) => finding.rule)).toEqual([
      'NHI1a',
      'NHI4c',
      'NHI5a',
      'NHI5b',
      'NHI7a',
      'NHI7b',
      'NHI7c',
    ]);
    for (const finding of found)
      for (const fix of finding.fixes) {
        expect(fix.scoreAfter ?? 101).toBeLessThanOrEqual(before);
        expect([finding.rule, changeOf(fix, exampleNow)]).not.toEqual([finding.rule, noChange]);
      }
    expect(found.map((finding) => finding.title)).toEqual([
      'orders-sync is owned by Lena Vogt, who left',
      'orders-sync holds T1 on tokens that are bound to no key',
      'orders-sync holds *',
      '2 of 3 scopes unused in 90 days: *, orders:write',
      'orders-sync has 1 static credential without expiry',
      'orders-sync was last rotated 500 d ago, policy 90 d',
      'orders-sync never ends without a human, limit 1 d',
    ]);
  });

  it('has no grant to revoke where a trust alone lets a development issuer in', () => {
    const trusting = (grants: Identity['grants'], name: string): readonly string[] | undefined => {
      const trust = { issuer: 'https://dev.example', subjects: ['a'], wildcards: false, audiences: ['b'] };
      const credentials = [aCredential({ kind: 'federated', trusts: [trust] })];
      const identity = anIdentity({ grants, credentials, tenant: aTenant({ name }) });
      const facts = factsOf(identity, classify, exampleNow);
      const [finding] = rules.flatMap((each) =>
        each.id === 'NHI8b' ? (findingOf(each, identity, facts, context) ?? []) : [],
      );
      return Object.keys(finding?.fixes[0]?.parameters ?? {});
    };
    expect(trusting([aGrant()], 'shop')).toEqual(['credentials']);
    expect(trusting([aGrant({ resource: 'orders.prod.example' })], 'shop-dev')).toEqual(['credentials', 'grants']);
  });

  it('names what mints and what its parent did not pass on, and takes just that away', () => {
    const agent = anIdentity({
      kind: 'agent',
      grants: [
        aGrant({
          resource: 'realm-management',
          scopes: [
            aScope('manage-clients', { api: 'realm-management' }),
            aScope('view-users', { api: 'realm-management' }),
          ],
        }),
      ],
      delegations: [
        { kind: 'spawned', from: identityIdOf('parent'), to: anIdentity({}).id, scopes: ['view-users', 'query-users'] },
      ],
    });
    const facts = factsOf(agent, classify, exampleNow);
    const found = rules.flatMap((rule) => findingOf(rule, agent, facts, context) ?? []);
    for (const id of ['NHI5c', 'NHI5d']) {
      const fixes = found.find((finding) => finding.rule === id)?.fixes ?? [];
      expect(fixes[0]).toMatchObject({ intent: 'rescope', parameters: { remove: ['manage-clients'] } });
      expect(fixes[0]?.scoreAfter).toBeLessThan(context.scoreIf(facts, {}));
    }
  });

  it('takes from an unverified publisher what is sensitive, and leaves the rest', () => {
    const app = anIdentity({
      publisher: 'Vela Media',
      publisherVerified: false,
      tenant: aTenant({ vendor: 'entra' }),
      grants: [
        aGrant({
          resource: 'Microsoft Graph',
          scopes: ['Mail.ReadWrite', 'User.Read'].map((name) => aScope(name, { api: 'Microsoft Graph' })),
        }),
      ],
    });
    const facts = factsOf(app, classify, exampleNow);
    const [finding] = rules.flatMap((rule) =>
      rule.id === 'NHI3a' ? (findingOf(rule, app, facts, context) ?? []) : [],
    );
    expect(finding?.title).toBe('orders-sync is made by Vela Media, not verified, and holds Mail.ReadWrite');
    expect(finding?.fixes[0]).toMatchObject({ intent: 'rescope', parameters: { remove: ['Mail.ReadWrite'] } });
    expect(finding?.fixes[0]?.scoreAfter).toBeLessThan(context.scoreIf(facts, {}));
  });

  it('is flagged for its grants exactly while one of them explains it, whenever somebody looks', () => {
    const days = fc.integer({ min: -400, max: 400 });
    fc.assert(
      fc.property(anyGrants, days, (grants, later) => {
        const now = exampleNow + later * dayMs;
        const identity = anIdentity({ grants });
        // Derived then, from what was read once.
        const facts: Facts = { ...factsOf(identity, classify), ...spanFacts(grants, now) };
        const then = { ...context, now, project: (of: Identity) => factsOf(of, classify, now) };
        for (const id of ['NHI1e', 'NHI7d']) {
          const rule = rules.find((each) => each.id === id);
          const finding = rule === undefined ? null : findingOf(rule, identity, facts, then);
          const about = finding?.evidence.filter(({ ref }) => ref.startsWith('grant:')) ?? [];
          const revoked = finding?.fixes.flatMap(({ parameters }) => parameters['grants'] ?? []) ?? [];
          const isMeant = (grant: Grant): boolean =>
            id === 'NHI1e'
              ? isLeftover(grant, now)
              : isLiveOffline(grant, now) && now - idleSince(grant) > context.limits.offlineIdleDays * dayMs;
          expect(revoked).toEqual(grants.filter(isMeant).map((grant) => grant.id));
          expect(about).toHaveLength(Math.min(10, revoked.length));
          expect(finding === null).toBe(revoked.length === 0);
        }
      }),
      { numRuns: 1000, seed: 20260314 },
    );
  });

  it('never makes a rule throw or print what is not there, whatever is unknown', () => {
    fc.assert(
      fc.property(anyIdentity, fc.constantFrom(0, 1, 3), (identity, sharedKey) => {
        const projected = factsOf(identity, classify, exampleNow);
        const derived = { sharedKey, twins: sharedKey, serverHome: sharedKey === 1 ? 1 : 0 } as const;
        const facts: Facts = { ...projected, ...derived, crossEnvironment: derived.serverHome };
        for (const rule of rules) {
          const finding = findingOf(rule, identity, facts, context);
          if (finding === null) continue;
          expect(severities).toContain(finding.severity);
          expect(finding.evidence.length).toBeGreaterThan(0);
          expect(JSON.stringify(finding)).not.toMatch(/undefined|NaN|Invalid|\[object/);
          for (const { scoreAfter } of finding.fixes) expect(Number.isInteger(scoreAfter)).toBe(true);
        }
      }),
      { numRuns: 1000, seed: 20260314 },
    );
  });
});
