import type { Facts } from '#engine/inventory/facts.ts';
import { ownerStates } from '#engine/inventory/facts.ts';
import { lifetimeWithin } from '#engine/inventory/lifetime-beyond.ts';
import { grantsWithout, keptGrants, type Narrowing, withGrants } from '#engine/posture/narrowed.ts';
import type { RuleContext } from '#engine/posture/rule.ts';
import { dayMs } from '#shared/lib/duration.ts';
import type { Credential } from '#shared/model/credential.ts';
import { isStatic } from '#shared/model/credential.ts';
import { type Fact, isUnknown, unknown } from '#shared/model/fact.ts';
import type { GrantedScope } from '#shared/model/grant.ts';
import type { Identity } from '#shared/model/identity.ts';
import { identityStatuses } from '#shared/model/identity.ts';
import type { TokenPolicy } from '#shared/model/token-policy.ts';
import type { Change } from './change.ts';

export type Project = Narrowing & Pick<RuleContext, 'now' | 'limits'>;

/** Known not to have been used inside the window. */
export const isIdle = (identity: Identity, scope: GrantedScope, { now, limits }: Project): boolean =>
  identity.lastUsedAt === 'never' ||
  scope.lastUsedAt === 'never' ||
  (!isUnknown(scope.lastUsedAt) && scope.lastUsedAt < now - limits.usageDays * dayMs);

/** The grants that would be left. A name goes as a whole: where one grant still uses it, it stays in all. */
function grantsAfter(identity: Identity, change: Change, project: Project): Identity['grants'] {
  const gone = new Set(change.remove);
  if (change.removeUnused) {
    const all = identity.grants.flatMap((grant) => grant.scopes);
    const stays = new Set(all.filter((scope) => !isIdle(identity, scope, project)).map(({ name }) => name));
    for (const { name } of all) if (!stays.has(name)) gone.add(name);
  }
  const grants = keptGrants(identity, ({ name }) => !gone.has(name));
  return grantsWithout({ grants }, new Set(change.grants));
}

const namesIn = (grants: Identity['grants']): Set<string> =>
  new Set(grants.flatMap(({ scopes }) => scopes.map(({ name }) => name)));

/** Names of scopes that no grant would hold any more. */
export function removedScopes(identity: Identity, change: Change, project: Project): ReadonlySet<string> {
  const left = namesIn(grantsAfter(identity, change, project));
  return new Set([...namesIn(identity.grants)].filter((name) => !left.has(name)));
}

/** People who would have to let it act for them again. */
export function peopleWithout(identity: Identity, { grants }: Change, { project }: Project): number {
  if (grants.length === 0) return 0;
  const left = grantsWithout(identity, new Set(grants));
  return project(identity).customers - project({ ...identity, grants: left }).customers;
}

/** The identity as it would be, as far as tokens and credentials go. */
export function identityAfter(identity: Identity, change: Change, { now }: Project): Identity {
  const { lifetime, proof } = change;
  const ends = lifetime === null ? null : now + lifetime * 1000;
  const credentials = identity.credentials.map((credential) => credentialAfter(credential, proof, ends));
  if (lifetime === null) return { ...identity, credentials };
  const lasting = credentials.some(({ kind, status }) => status === 'active' && isStatic(kind));
  const tokenPolicy = identity.tokenPolicy ?? (lasting ? null : silentPolicy);
  return { ...identity, credentials, tokenPolicy: tokenPolicy === null ? null : shortened(tokenPolicy, lifetime) };
}

function credentialAfter(credential: Credential, proof: Change['proof'], ends: number | null): Credential {
  if (credential.status !== 'active') return credential;
  if (proof === 'federation' && isStatic(credential.kind)) {
    return { ...credential, kind: 'federated', binding: 'none', expiresAt: 'never' };
  }
  const binding = proof === null || proof === 'federation' ? credential.binding : proof;
  if (ends === null || !isStatic(credential.kind)) return { ...credential, binding };
  const { expiresAt } = credential;
  return { ...credential, binding, expiresAt: typeof expiresAt === 'number' ? Math.min(expiresAt, ends) : ends };
}

const silentPolicy: TokenPolicy = {
  accessTtl: unknown('not_in_export'),
  refreshAbsolute: null,
  refreshIdle: null,
  refreshRotation: unknown('not_in_export'),
  offline: unknown('not_in_export'),
  accessTtlFrom: 'client',
};

const atMost = (fact: Fact<number | 'never'>, most: number): number =>
  typeof fact === 'number' ? Math.min(fact, most) : most;

/** What gets no refresh token gets none afterwards. */
function shortened(policy: TokenPolicy, most: number): TokenPolicy {
  const renews = policy.refreshAbsolute !== null || policy.refreshIdle !== null;
  return {
    ...policy,
    accessTtl: atMost(policy.accessTtl, most),
    accessTtlFrom: 'client',
    refreshAbsolute: renews ? atMost(policy.refreshAbsolute ?? 'never', most) : null,
  };
}

/**
 * The facts that an identity would have. `facts` carry what the whole inventory said of it: reach beyond what it holds itself
 * stays as it is, so that nothing looks safer than it would be. Part by part, each from `factsOf` alone.
 */
export function factsAfter(identity: Identity, facts: Facts, change: Change, project: Project): Facts {
  const held = { ...facts, ...privilegesAfter(identity, facts, change, project) };
  return { ...held, ...accessAfter(identity, facts, change, project), ...peopleAfter(held, change, project) };
}

/** What people say of it: who owns it, whether it may act for them, whether it goes on at all. `facts`: with what it still holds. */
export const peopleAfter = (facts: Facts, change: Change, { now }: Project): Partial<Facts> => ({
  ...(change.owner === null ? {} : { owner: ownerStates.indexOf(change.owner), ownerReason: 0 }),
  ...(change.consent && facts.consent !== -1 ? { consent: 0, consentAt: now } : {}),
  ...(change.disable && facts.status === 0 ? { status: identityStatuses.indexOf('disabled') } : {}),
});

export const privilegesAfter = (identity: Identity, facts: Facts, change: Change, project: Project): Partial<Facts> =>
  withGrants(identity, facts, project, grantsAfter(identity, change, project));

export function accessAfter(identity: Identity, facts: Facts, change: Change, project: Project): Partial<Facts> {
  const { lifetime: most, proof, rotate } = change;
  const isReplaced = rotate || proof === 'federation';
  // Whatever was seen of the old ones does not stick to new ones.
  const fresh = isReplaced
    ? ({ leaked: 0, sharedKey: 0, crossEnvironment: 0, urlSecrets: 0, concurrentNetworks: 0 } as const)
    : {};
  const rotated = rotate && facts.rotatedAt !== Number.POSITIVE_INFINITY ? { rotatedAt: project.now } : {};
  if (most === null && proof === null) return { ...fresh, ...rotated };
  const left = grantsWithout(identity, new Set(change.grants));
  const grants = left.map((grant) => ({ ...grant, scopes: [] }));
  const after = project.project({ ...identityAfter(identity, change, project), grants });
  const { expiresAt, endlessCredential, credential, bound, staticCredentials } = after;
  return {
    ...fresh,
    ...rotated,
    ...(most === null && proof !== 'federation'
      ? {}
      : { ...lifetimeWithin(after, facts), expiresAt, endlessCredential }),
    ...(proof === null ? {} : { credential, bound, staticCredentials }),
    ...(proof === 'federation' ? { rotatedAt: after.rotatedAt } : {}),
  };
}
