import { credentialPoints } from '#engine/inventory/credential-strength.ts';
import { type Facts, ownerStates } from '#engine/inventory/facts.ts';
import { exampleInstant, exampleNow } from '#engine/posture/example-clock.ts';
import { exampleFacts } from '#engine/posture/example-facts.ts';
import { emptyPicture } from '#engine/projections/empty-picture.ts';
import { isStatic } from '#shared/model/credential.ts';
import { identityKinds, identityStatuses } from '#shared/model/identity.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import type { Limits } from '#shared/model/limits.ts';
import type { Score } from '#shared/model/score.ts';
import { judgeOf } from './judge.ts';
import { pictureOfOne, type Told } from './one-identity.ts';
import type { OwnRule } from './own-rule.ts';
import type { ExampleIdentity } from './rule-schema.ts';

export interface RanExample {
  readonly what: string;
  readonly is: 'flagged' | 'clean';
  /** It came out so. */
  readonly ok: boolean;
}

/** Runs the examples of a rule, in their order. `score` is that of the policy in force. */
export function runExamples(
  rule: OwnRule,
  limits: Limits,
  score: (facts: Facts) => Score | null,
): readonly RanExample[] {
  const { findings } = emptyPicture(exampleNow);
  return (rule.document.examples ?? []).map(({ what, identity, is }) => {
    const facts = factsOf(identity);
    const picture = pictureOfOne(facts, toldBy(identity), score(facts), findings, exampleNow);
    const flagged = judgeOf(rule, picture, () => facts, limits)(0) !== null;
    return { what, is, ok: flagged === (is === 'flagged') };
  });
}

/** `never` and `unknown` as the facts write them. */
const instant = (value: number | 'never' | 'unknown', never: number, sign: 1 | -1): number =>
  value === 'unknown' ? Number.NaN : value === 'never' ? never : exampleInstant(sign * value);

const tiers = ['T0', 'T1', 'T2', 'T3', 'none'] as const;

function factsOf(identity: ExampleIdentity): Facts {
  const { kind, status, owner, tier, lifetime, created, used, rotated, expires, scopes, credentials } = identity;
  const level = tier === undefined ? undefined : tier === 'unknown' ? Number.NaN : tiers.indexOf(tier);
  const points = credentials?.map((each) => credentialPoints[each]);
  const lasting = credentials?.filter(isStatic).length;
  const said: { readonly [name in keyof Facts]?: number | undefined } = {
    kind: kind && identityKinds.indexOf(kind),
    status: status && identityStatuses.indexOf(status),
    owner: owner && ownerStates.indexOf(owner),
    tier: level,
    knownTier: level !== undefined && Number.isNaN(level) ? 4 : level,
    lifetime: lifetime === 'never' ? Number.POSITIVE_INFINITY : lifetime === 'unknown' ? Number.NaN : lifetime,
    createdAt: created === undefined ? undefined : instant(created, Number.NaN, 1),
    lastUsedAt: used === undefined ? undefined : instant(used, Number.NEGATIVE_INFINITY, 1),
    rotatedAt: rotated === undefined ? undefined : instant(rotated, Number.POSITIVE_INFINITY, 1),
    expiresAt: expires === undefined ? undefined : instant(expires, Number.POSITIVE_INFINITY, -1),
    customers: identity.customers,
    leaked: identity.leaked === undefined ? undefined : Number(identity.leaked),
    builtIn: identity.builtin === undefined ? undefined : Number(identity.builtin),
    scopesGranted: scopes?.length,
    wildcard: scopes === undefined ? undefined : Number(scopes.includes('*')),
    activeCredentials: credentials?.length,
    staticCredentials: lasting,
    credential: points === undefined || points.length === 0 ? undefined : Math.max(...points),
  };
  const kept = Object.entries(said).filter(([, value]) => value !== undefined);
  /** `as`: members of Facts alone, those that are flags made from booleans. */
  return { ...exampleFacts, ...(Object.fromEntries(kept) as Partial<Facts>) };
}

function toldBy(example: ExampleIdentity): Told {
  const { name = 'example', vendor = 'csv', tenant = 'example', environment = 'prod' } = example;
  const { scopes = ['orders.read'], credentials = ['client_secret'] } = example;
  return {
    // `as`: of the form that ids have.
    id: 'idn_exampleexamplee2' as IdentityId,
    externalId: 'example',
    name,
    tenantId: tenant,
    environment,
    ownerLabel: '',
    missingSince: Number.NaN,
    credentials: credentials.length,
    search: [name, tenant, environment].join(' ').toLowerCase(),
    texts: {
      tenant: [tenant],
      vendor: [vendor],
      environment: environment === '' ? [] : [environment],
      owner: [],
      scope: scopes,
      credential: credentials,
      file: [],
    },
  };
}
