import type { Facts } from '#engine/inventory/facts.ts';
import type { Grant, GrantedScope } from '#shared/model/grant.ts';
import type { Identity } from '#shared/model/identity.ts';
import type { RuleContext } from './rule.ts';

/** What changes in the facts when only the scopes that `keep` names stay granted. */
export function narrowed(
  identity: Identity,
  context: RuleContext,
  keep: (scope: GrantedScope, grant: Grant) => boolean,
): Partial<Facts> {
  const grants = identity.grants
    .map((grant) => ({ ...grant, scopes: grant.scopes.filter((scope) => keep(scope, grant)) }))
    .filter((grant) => grant.scopes.length > 0);
  const after = context.project({ ...identity, grants });
  const { tier, knownTier, classified, wildcard, canMint, breadth, scopesGranted, scopesUsed, unused } = after;
  return { tier, knownTier, classified, wildcard, canMint, breadth, scopesGranted, scopesUsed, unused };
}
