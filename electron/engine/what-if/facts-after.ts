import type { Facts } from '#engine/inventory/facts.ts';
import { ownerStates } from '#engine/inventory/facts.ts';
import { keptGrants } from '#engine/posture/narrowed.ts';
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

export type Project = Pick<RuleContext, 'now' | 'limits' | 'project'>;

/** Known not to have been used inside the window. */
export const isIdle = (identity: Identity, scope: GrantedScope, { now, limits }: Project): boolean =>
  identity.lastUsedAt === 'never' ||
  scope.lastUsedAt === 'never' ||
  (!isUnknown(scope.lastUsedAt) && scope.lastUsedAt < now - limits.usageDays * dayMs);

/** A name goes as a whole: where one grant still uses it, it stays in all. */
export function removedScopes(identity: Identity, change: Change, project: Project): ReadonlySet<string> {
  const gone = new Set(change.remove);
  if (!change.removeUnused) return gone;
  const all = identity.grants.flatMap((grant) => grant.scopes);
  const stays = new Set(all.filter((scope) => !isIdle(identity, scope, project)).map(({ name }) => name));
  for (const { name } of all) if (!stays.has(name)) gone.add(name);
  return gone;
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
export const factsAfter = (identity: Identity, facts: Facts, change: Change, project: Project): Facts => ({
  ...facts,
  ...privilegesAfter(identity, facts, change, project),
  ...accessAfter(identity, facts, change, project),
  ...peopleAfter(facts, change, project),
});

/** What people say of it: who owns it, whether it may act for them, whether it goes on at all. */
export const peopleAfter = (facts: Facts, change: Change, { now }: Project): Partial<Facts> => ({
  ...(change.owner === null ? {} : { owner: ownerStates.indexOf(change.owner), ownerReason: 0 }),
  ...(change.consent && facts.consent !== -1 ? { consent: 0, consentAt: now } : {}),
  ...(change.disable && facts.status === 0 ? { status: identityStatuses.indexOf('disabled') } : {}),
});

export function privilegesAfter(identity: Identity, facts: Facts, change: Change, project: Project): Partial<Facts> {
  const gone = removedScopes(identity, change, project);
  if (!identity.grants.some(({ scopes }) => scopes.some(({ name }) => gone.has(name)))) return {};
  const [before, after] = [identity.grants, keptGrants(identity, ({ name }) => !gone.has(name))].map((grants) =>
    project.project({ ...identity, grants: [...grants] }),
  );
  if (before === undefined || after === undefined) return {};
  const { tier, knownTier, classified, wildcard, canMint, breadth, scopesGranted, scopesUsed, unused } = after;
  const own = { customers: after.customers, resources: after.resources };
  const reach = facts.reach - (before.reach - after.reach);
  // Whoever takes the last one away knows that there is none.
  if (after.scopesGranted === 0) {
    const none = {
      tier: 4,
      knownTier: 4,
      classified: 1,
      breadth: 0,
      scopesGranted: 0,
      scopesUsed: 0,
      unused: 0,
    } as const;
    return { ...none, wildcard, canMint, ...own, reach };
  }
  return { tier, knownTier, classified, wildcard, canMint, breadth, scopesGranted, scopesUsed, unused, ...own, reach };
}

export function accessAfter(identity: Identity, facts: Facts, change: Change, project: Project): Partial<Facts> {
  const { lifetime: most, proof, rotate } = change;
  const isReplaced = rotate || proof === 'federation';
  // Whatever was seen of the old ones does not stick to new ones.
  const fresh = isReplaced ? ({ leaked: 0, sharedKey: 0, crossEnvironment: 0 } as const) : {};
  const rotated = rotate && facts.rotatedAt !== Number.POSITIVE_INFINITY ? { rotatedAt: project.now } : {};
  if (most === null && proof === null) return { ...fresh, ...rotated };
  const grants = identity.grants.map((grant) => ({ ...grant, scopes: [] }));
  const after = project.project({ ...identityAfter(identity, change, project), grants });
  const { lifetime, lifetimeReason, expiresAt, endlessCredential, credential, bound, staticCredentials } = after;
  return {
    ...fresh,
    ...rotated,
    ...(most === null && proof !== 'federation' ? {} : { lifetime, lifetimeReason, expiresAt, endlessCredential }),
    ...(proof === null ? {} : { credential, bound, staticCredentials }),
    ...(proof === 'federation' ? { rotatedAt: after.rotatedAt } : {}),
  };
}
