import type { Facts } from '#engine/inventory/facts.ts';
import { endOf } from '#engine/inventory/grant-spans.ts';
import { lifetimeWithin } from '#engine/inventory/lifetime-beyond.ts';
import type { Grant, GrantedScope } from '#shared/model/grant.ts';
import type { Identity } from '#shared/model/identity.ts';
import { goneHumanOf } from './gone-human.ts';
import type { RuleContext } from './rule.ts';

type Keep = (scope: GrantedScope, grant: Grant) => boolean;
type Grants = Identity['grants'];
/** Of whoever works out facts that nobody has. */
export type Narrowing = Pick<RuleContext, 'project' | 'whoIs' | 'leftovers'>;

/** The grants with the scopes that `keep` names; a grant that loses its last one is gone. */
export const keptGrants = ({ grants }: Pick<Identity, 'grants'>, keep: Keep): Grants =>
  grants.flatMap((grant) => {
    const scopes = grant.scopes.filter((scope) => keep(scope, grant));
    if (scopes.length === grant.scopes.length) return [grant];
    return scopes.length === 0 ? [] : [{ ...grant, scopes }];
  });

/** The grants without those of these ids. */
export const grantsWithout = ({ grants }: Pick<Identity, 'grants'>, ids: ReadonlySet<string>): Grants =>
  grants.filter(({ id }) => !ids.has(id));

const countScopes = (grants: Grants): number => grants.reduce((sum, { scopes }) => sum + scopes.length, 0);

/**
 * What changes in the facts when `grants` are all that is left of its own. `facts` carry what the whole inventory said: of
 * the reach only what the identity itself held goes, so that nothing looks safer than it would be.
 */
export function withGrants(identity: Identity, facts: Facts, context: Narrowing, grants: Grants): Partial<Facts> {
  if (grants.length === identity.grants.length && countScopes(grants) === countScopes(identity.grants)) return {};
  const [before, after] = [context.project(identity), context.project({ ...identity, grants })];
  const { tier, knownTier, classified, wildcard, canMint, breadth, scopesGranted, scopesUsed, unused } = after;
  const { customers, resources, coarseScopes, productionScopes, devIssuer, registration } = after;
  const { consent, consentAt, sessionEnd, liveOffline, offlineIdleSince } = after;
  const own = {
    customers,
    resources,
    reach: facts.reach - (before.reach - after.reach),
    wildcard,
    canMint,
    coarseScopes,
    productionScopes,
    devIssuer,
    registration,
    consent,
    consentAt,
    sessionEnd,
    liveOffline,
    offlineIdleSince,
    ...leftoverEnds(identity, after, context, grants),
    ...(Object.is(before.lifetime, after.lifetime) ? {} : lifetimeWithin(after, facts)),
  };
  // Whoever takes the last one away knows that there is none.
  return scopesGranted === 0 && before.scopesGranted > 0
    ? { ...own, tier: 4, knownTier: 4, classified: 1, breadth: 0, scopesGranted, scopesUsed: 0, unused: 0 }
    : { ...own, tier, knownTier, classified, breadth, scopesGranted, scopesUsed, unused };
}

/** Tokens that were given out stay what they are, whatever is taken from whom they were given to. */
function leftoverEnds(
  { id }: Identity,
  { endedConsentUntil }: Facts,
  context: Narrowing,
  grants: Grants,
): Pick<Facts, 'endedConsentUntil' | 'goneHumanUntil'> {
  const ends = { endedConsentUntil, goneHumanUntil: Number.NEGATIVE_INFINITY };
  for (const grant of grants) {
    const end = endOf(grant.expiresAt);
    if (end > ends.goneHumanUntil && goneHumanOf(grant, context) !== null) ends.goneHumanUntil = end;
  }
  for (const { until, because } of context.leftovers(id)) {
    const name = because === 'consent_withdrawn' ? 'endedConsentUntil' : 'goneHumanUntil';
    ends[name] = Math.max(ends[name], until);
  }
  return ends;
}

/** What changes in the facts when only the scopes that `keep` names stay granted. */
export const narrowed = (identity: Identity, facts: Facts, context: Narrowing, keep: Keep): Partial<Facts> =>
  withGrants(identity, facts, context, keptGrants(identity, keep));
