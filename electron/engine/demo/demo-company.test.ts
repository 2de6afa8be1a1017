import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { classify } from '#engine/catalogue/classify.ts';
import { complete } from '#engine/inventory/complete.ts';
import { factColumns } from '#engine/inventory/fact-columns.ts';
import type { Facts } from '#engine/inventory/facts.ts';
import { factsOf } from '#engine/inventory/facts-of.ts';
import { Incidents } from '#engine/inventory/incidents.ts';
import { selfApproved } from '#engine/inventory/self-approved.ts';
import { foldBehaviour } from '#engine/jobs/fold-behaviour.ts';
import { standardPacks } from '#engine/posture/chosen-packs.ts';
import type { RuleContext } from '#engine/posture/rule.ts';
import { rules } from '#engine/posture/rules/index.ts';
import { runRules } from '#engine/posture/run-rules.ts';
import { projector } from '#engine/projector.ts';
import { scoreIf } from '#engine/scoring/counterfactual.ts';
import { preparePolicy, standardPolicy } from '#engine/scoring/policy.ts';
import { scoreOf } from '#engine/scoring/score.ts';
import { Projection } from '#engine/store/projection.ts';
import { identity as identitySchema } from '#shared/contract/values.ts';
import { dayMs } from '#shared/lib/duration.ts';
import { stableStringify } from '#shared/lib/stable-stringify.ts';
import { isStatic } from '#shared/model/credential.ts';
import { delegationKinds } from '#shared/model/delegation.ts';
import { isUnknown } from '#shared/model/fact.ts';
import { scopeKey } from '#shared/model/scope-key.ts';
import { demoCompany, demoSeed } from './demo-company.ts';
import { eventCount } from './history.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const company = demoCompany(demoSeed, sha256);
const identities = [...company.identities];
const activity = [...company.activity];
const overrides = new Map(
  company.classifications.map(({ vendor, api, scope, tier, verb }) => [scopeKey(vendor, api, scope), { tier, verb }]),
);
const judge = (vendor: Parameters<typeof classify>[0], api: string, scope: string) =>
  classify(vendor, api, scope, overrides);
const policy = preparePolicy(standardPolicy, sha256);
const rowOf = new Map(identities.map((identity, row) => [identity.id, row]));
const projected = identities.map((identity) => factsOf(identity, judge, company.asOf));
const edges = identities.flatMap((identity) => identity.delegations);
const beyond = identities.length;
const keyNumbers = new Map<string, number>();
const held = identities.flatMap(({ credentials }, row) =>
  credentials.flatMap(({ fingerprint, status, kind }) => {
    if (isUnknown(fingerprint)) return [];
    const key = keyNumbers.get(fingerprint) ?? keyNumbers.size;
    keyNumbers.set(fingerprint, key);
    return [{ row, key, opens: status === 'active' && isStatic(kind) ? 1 : 0 }];
  }),
);
const edgeRows = {
  from: edges.map((edge) => rowOf.get(edge.from) ?? beyond),
  to: edges.map((edge) => rowOf.get(edge.to) ?? beyond),
  kind: edges.map((edge) => delegationKinds.indexOf(edge.kind)),
};
const tenantIds = [...new Set(identities.map(({ tenant }) => tenant.id))];
const completed = complete({
  length: identities.length,
  ...factColumns(projected),
  edges: edgeRows,
  tenant: identities.map(({ tenant }) => tenantIds.indexOf(tenant.id)),
  keys: { row: held.map(({ row }) => row), key: held.map(({ key }) => key), opens: held.map(({ opens }) => opens) },
});
const behaviour = behaviourIn(company.asOf);
const ownersOf = identities.flatMap(({ owners }, row) =>
  isUnknown(owners) ? [] : owners.flatMap(({ id }) => (id === null ? [] : [{ row, human: rowOf.get(id) ?? beyond }])),
);
const selfApprovedAt = selfApproved({
  length: identities.length,
  ...factColumns(projected),
  owner: completed.owner,
  edges: edgeRows,
  owners: {
    row: ownersOf.map(({ row }) => row),
    human: ownersOf.map(({ human }) => human),
  },
  humanOf: identities.map((_, row) => row),
});
const incidents = new Incidents();
incidents.apply({
  action: 'incident.added',
  at: new Date(company.asOf).toISOString(),
  human: 'demo',
  data: { incident: { incidents: company.incidents } },
});
const facts = projected.map((each, row) => ({
  ...each,
  ...behaviour(row),
  reach: completed.reach[row] ?? 0,
  owner: completed.owner[row] ?? 0,
  amplifies: completed.amplifies[row] === 1 ? (1 as const) : (0 as const),
  crossEnvironment: completed.crossEnvironment[row] === 1 ? (1 as const) : (0 as const),
  sharedKey: completed.sharedKey[row] ?? 0,
  twins: completed.twins[row] ?? 0,
  serverHome: completed.serverHome[row] === 1 ? (1 as const) : (0 as const),
  selfApproved: selfApprovedAt[row] ?? 0,
  incident: incidents.of(String(identities[row]?.publisher)) === undefined ? 0 : 1,
  ghost: completed.ghost[row] ?? 0,
  goneHumanUntil: completed.goneHumanUntil[row] ?? Number.NEGATIVE_INFINITY,
}));
const workers = identities.flatMap((identity, row) => {
  const own = facts[row];
  return identity.kind === 'human' || own === undefined
    ? []
    : [{ identity, facts: own, score: scoreOf(own, policy, company.asOf) }];
});
const scoreNamed = (name: string) => {
  const found = workers.find((each) => each.identity.name === name);
  if (found === undefined) throw new Error(name);
  return found.score;
};
const context: RuleContext = {
  now: company.asOf,
  limits: policy.data.limits,
  classify: judge,
  project: (identity) => factsOf(identity, judge, company.asOf),
  scoreIf: (own, change) => scoreIf(own, policy, company.asOf, change),
  whoIs: () => null,
  leftovers: () => [],
  incidentOf: (publisher) => incidents.of(publisher) ?? null,
};

/** What the events say of each, from the tables of a workspace. */
function behaviourIn(now: number): (row: number) => Partial<Facts> {
  const projection = new Projection(projector, '');
  const staging = projection.stage();
  for (const [entry, identity] of identities.entries())
    staging.addIdentity(identity, { entry, offset: 0, bytes: 0 }, '0'.repeat(16), 'demo', '');
  const [tenant] = company.tenants;
  if (tenant === undefined) throw new Error('the demo company has no tenant');
  for (const event of activity) staging.addActivity(event, tenant);
  const at = new Date(now).toISOString();
  const record = { hash: '', seq: 1, prev: '', at, human: 'analyst', agent: null, client: 'test' } as const;
  projection.apply({ ...record, action: 'demo.filled', object: '', decision: 'allowed', data: {} }, '', staging);
  const { usageDays, workloadDays, networkMinutes } = policy.data.limits;
  const columns = Object.entries(foldBehaviour(projection, { now, days: usageDays, workloadDays, networkMinutes }));
  return (row) => Object.fromEntries(columns.map(([name, column]: [string, Uint8Array]) => [name, column[row] ?? 0]));
}

const flags = runRules(factColumns(facts), facts.length, context);
const fired = new Set([...flags.rule].map((rule) => rules[rule]?.id));
const is = (name: string) => workers.find((each) => each.identity.name === name);

describe('the demo company', () => {
  it('is the same bytes for the same seed, and others for another', () => {
    const digest = (seed: number): string => {
      const { identities: all, activity: events, ...rest } = demoCompany(seed, sha256);
      return sha256(stableStringify([rest, [...all], [...events]]));
    };
    const first = digest(demoSeed);
    expect(digest(demoSeed)).toBe(first);
    expect(digest(1)).not.toBe(first);
  });

  it('has the numbers of a believable retailer', () => {
    const count = (wanted: (tenant: string, kind: string) => boolean): number =>
      identities.filter((each) => wanted(each.tenant.name, each.kind)).length;
    expect({
      people: count((_tenant, kind) => kind === 'human'),
      keycloak: count((tenant, kind) => tenant === 'keycloak-prod' && kind !== 'human'),
      auth0: count((tenant, kind) => tenant === 'auth0-customers' && kind !== 'human'),
      okta: count((tenant, kind) => tenant === 'okta-workforce' && kind !== 'human'),
      entra: count((tenant, kind) => tenant === 'entra-corp' && kind !== 'human'),
      events: activity.length,
    }).toEqual({ people: 400, keycloak: 612, auth0: 498, okta: 121, entra: 251, events: eventCount });
    expect(rowOf.size).toBe(identities.length);
    expect(new Set(workers.map((each) => each.identity.name)).size).toBe(workers.length);
  });

  it('speaks the shape of the contract', () => {
    for (const identity of identities) identitySchema.parse(identity);
  });

  it('scores the worked examples of PRODUCT section 5 as they are worked out there', () => {
    const named = (name: string) => {
      const score = scoreNamed(name);
      return [score.value, score.power, score.exposure, score.floors.map((floor) => floor.id).join(' ')];
    };
    expect(named('erp-legacy-sync').slice(0, 3)).toEqual([94, 97.2, 89.5]);
    expect(named('shop-assist')).toEqual([80, 80.1, 76.7, 'F7 F4']);
    expect(scoreNamed('shop-assist-next').value).toBe(32);
    expect(scoreNamed('metrics-reader').value).toBe(31);
    expect(scoreNamed('terraform-identity').value).toBe(54);
    expect(named('returns-webhook')).toEqual([70, 42.1, 90.4, 'F5']);
    expect(is('shop-assist')?.facts).toMatchObject({ customers: 40_000, scopesGranted: 10, scopesUsed: 4, consent: 2 });
    expect(scoreNamed('concierge-sub-2').floors.map((floor) => floor.id)).toEqual(['F6']);
  });

  it('is healthy in the main, with a handful of critical ones', () => {
    const share = (band: string): number => workers.filter((each) => each.score.band === band).length;
    expect(share('critical')).toBeGreaterThanOrEqual(4);
    expect(share('critical')).toBeLessThanOrEqual(10);
    expect(share('high')).toBeGreaterThanOrEqual(8);
    expect(share('high')).toBeLessThanOrEqual(18);
    expect(share('medium')).toBeGreaterThanOrEqual(40);
    expect(share('medium')).toBeLessThanOrEqual(220);
    expect(share('low') + share('minimal')).toBeGreaterThan(1200);
    const standard = runRules(factColumns(facts), facts.length, { ...context, packs: new Set(standardPacks) });
    expect([...standard.perRow].filter((count) => count === 0).length / identities.length).toBeGreaterThan(0.8);
  });

  it('makes every rule of the registry fire', () => {
    expect([...fired].sort()).toEqual(rules.map((rule) => rule.id).sort());
  });

  it('shows every one of the ten OWASP risks', () => {
    const some = (holds: (each: (typeof workers)[number]) => boolean): boolean => workers.some(holds);
    const live = (name: string): boolean => activity.some((event) => event.client?.name === name && event.humanLive);
    expect({
      NHI1:
        fired.has('NHI1a') && some((each) => each.identity.status === 'retired' && each.facts.activeCredentials > 0),
      NHI2: some((each) => each.identity.leaked),
      NHI3: some(({ identity, facts: own }) => identity.publisherVerified === false && own.tier <= 1),
      NHI4: some(({ identity }) =>
        identity.credentials.some((credential) => credential.vendorKind === 'client_secret_post'),
      ),
      NHI5: fired.has('NHI5a') && some((each) => each.facts.amplifies === 1),
      NHI6: some(({ identity, facts: own }) => identity.kind === 'workload' && own.staticCredentials > 0),
      NHI7: fired.has('NHI7a'),
      NHI8: some((each) => each.facts.crossEnvironment === 1),
      NHI9: some(({ facts: own }) => own.production === 1 && own.crossEnvironment === 0 && own.sharedKey > 0),
      NHI10: live('store-console-sa'),
    }).toEqual(Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`NHI${index + 1}`, true])));
  });

  it('has usage that agrees with its activity', () => {
    const last = new Map<string, number>();
    for (const event of activity) {
      if (event.decision === 'denied') continue;
      const actor = event.agents.at(-1)?.id ?? event.client?.id;
      last.set(`${actor} ${event.action}`, event.at);
      last.set(`${actor}`, event.at);
    }
    const from = company.asOf - 90 * dayMs;
    for (const { identity } of workers) {
      for (const scope of identity.grants.flatMap((grant) => grant.scopes)) {
        const seen = last.get(`${identity.id} ${scope.name}`);
        if (isUnknown(scope.lastUsedAt) || scope.lastUsedAt === 'never' || scope.lastUsedAt < from)
          expect(seen).toBeUndefined();
        else expect(scope.lastUsedAt).toBe(seen);
      }
      if (last.has(identity.id)) expect(identity.lastUsedAt).toBe(last.get(identity.id));
    }
  });

  it('tells its events in order, inside 90 days, by people and agents that exist', () => {
    expect(activity.every((event, index) => index === 0 || (activity[index - 1]?.at ?? 0) <= event.at)).toBe(true);
    expect(activity[0]?.at).toBeGreaterThanOrEqual(company.asOf - 90 * dayMs);
    expect(activity.at(-1)?.at).toBeLessThanOrEqual(company.asOf);
    for (const event of activity) {
      for (const who of [...event.agents, event.client, event.human])
        if (who?.id != null) expect(rowOf.has(who.id)).toBe(true);
    }
    expect(activity.filter((event) => event.decision === 'denied').length).toBeGreaterThanOrEqual(8);
  });
});
