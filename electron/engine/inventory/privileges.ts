import type { Facts } from './facts.ts';
import type { HeldScope, ScopeJudgement } from './usage.ts';
import { isCoarse, tierWeight, verbWeight } from './usage.ts';

export type Privileges = Pick<
  Facts,
  | 'tier'
  | 'knownTier'
  | 'classified'
  | 'wildcard'
  | 'canMint'
  | 'breadth'
  | 'scopesGranted'
  | 'scopesUsed'
  | 'unused'
  | 'coarseScopes'
>;

/** A scope as far as privileges follow from it. */
export type Judged = Pick<HeldScope, 'api' | 'used'> & {
  readonly judgement: Pick<ScopeJudgement, 'tier' | 'verb' | 'classified' | 'mints'>;
};

/** What may be done by `scopes`. `isSilent`: where there are none, nobody says that there are none. */
export function privilegesOf(scopes: readonly Judged[], isSilent: boolean): Privileges {
  if (scopes.length === 0) {
    const none = isSilent ? Number.NaN : 0;
    return {
      tier: isSilent ? Number.NaN : 4,
      knownTier: 4,
      classified: 1,
      wildcard: 0,
      canMint: 0,
      breadth: none,
      scopesGranted: 0,
      scopesUsed: none,
      unused: none,
      coarseScopes: 0,
    };
  }
  let [tier, knownTier, wildcard, mints, used, breadth] = [4, 4, false, false, 0, 0];
  let [weight, idle] = [0, 0];
  let recorded = true;
  const classes = new Set<string>();
  for (const { api, judgement, used: isUsed } of scopes) {
    tier = Math.min(tier, judgement.tier);
    if (judgement.classified) knownTier = Math.min(knownTier, judgement.tier);
    wildcard ||= judgement.verb === 'wildcard';
    mints ||= judgement.mints;
    const pair = `${api}\u001f${judgement.verb}`;
    if (!classes.has(pair)) breadth += verbWeight[judgement.verb];
    classes.add(pair);
    weight += tierWeight[judgement.tier];
    if (isUsed === null) recorded = false;
    else if (isUsed) used += 1;
    else idle += tierWeight[judgement.tier];
  }
  return {
    tier,
    knownTier,
    classified: scopes.every((scope) => scope.judgement.classified) ? 1 : 0,
    wildcard: wildcard ? 1 : 0,
    canMint: mints ? 1 : 0,
    breadth,
    scopesGranted: scopes.length,
    scopesUsed: recorded ? used : Number.NaN,
    unused: recorded ? idle / weight : Number.NaN,
    coarseScopes: scopes.filter(({ judgement }) => isCoarse(judgement)).length,
  };
}
