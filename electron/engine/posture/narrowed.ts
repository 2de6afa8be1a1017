import type { Facts } from '#engine/inventory/facts.ts';
import type { Grant, GrantedScope } from '#shared/model/grant.ts';
import type { Identity } from '#shared/model/identity.ts';
import type { RuleContext } from './rule.ts';

type Keep = (scope: GrantedScope, grant: Grant) => boolean;

/** The grants with the scopes that `keep` names; a grant that is left without any is gone. */
export const keptGrants = ({ grants }: Pick<Identity, 'grants'>, keep: Keep): Identity['grants'] =>
  grants
    .map((grant) => ({ ...grant, scopes: grant.scopes.filter((scope) => keep(scope, grant)) }))
    .filter((grant) => grant.scopes.length > 0);

/** What changes in the facts when only the scopes that `keep` names stay granted. */
export function narrowed(identity: Identity, context: RuleContext, keep: Keep): Partial<Facts> {
  const after = context.project({ ...identity, grants: keptGrants(identity, keep) });
  const { tier, knownTier, classified, wildcard, canMint, breadth, scopesGranted, scopesUsed, unused } = after;
  return { tier, knownTier, classified, wildcard, canMint, breadth, scopesGranted, scopesUsed, unused };
}
