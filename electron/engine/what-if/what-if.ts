import type { Facts } from '#engine/inventory/facts.ts';
import { findingOf, type RuleContext } from '#engine/posture/rule.ts';
import { rules } from '#engine/posture/rules/index.ts';
import type { Policy } from '#engine/scoring/policy.ts';
import { scoreOf } from '#engine/scoring/score.ts';
import type { Finding } from '#shared/model/finding.ts';
import type { Identity } from '#shared/model/identity.ts';
import type { Score } from '#shared/model/score.ts';
import type { Change } from './change.ts';
import { type Disruption, disruptionOf, scopeReasons } from './disruption.ts';
import { factsAfter, identityAfter } from './facts-after.ts';
import { type Load, loadAfter, loadOf } from './load.ts';

export interface Side {
  readonly facts: Facts;
  readonly score: Score;
  readonly load: Load;
}

/** One identity before and after a change that nobody made. */
export interface WhatIf {
  readonly before: Side;
  readonly after: Side;
  /** Findings that would be gone, that would be new, and how many would stay. */
  readonly fixed: readonly Finding[];
  readonly raised: readonly Finding[];
  readonly left: number;
  readonly disruption: Disruption;
}

/** Not for humans. By the code that scores and judges what is: only the facts are other ones. */
export function whatIf(identity: Identity, facts: Facts, change: Change, policy: Policy, context: RuleContext): WhatIf {
  const changed = factsAfter(identity, facts, change, context);
  const fixed: Finding[] = [];
  const raised: Finding[] = [];
  let left = 0;
  for (const rule of rules) {
    const before = findingOf(rule, identity, facts, context);
    const isFlagged = rule.flags(changed, context) !== null;
    if (before !== null && !isFlagged) fixed.push(before);
    else if (before !== null) left += 1;
    else if (isFlagged) {
      const after = findingOf(rule, identity, changed, context);
      if (after !== null) raised.push(after);
    }
  }
  const later = identityAfter(identity, change, context);
  return {
    before: { facts, score: scoreOf(facts, policy, context.now), load: loadOf(identity, facts.customers) },
    after: {
      facts: changed,
      score: scoreOf(changed, policy, context.now),
      load: loadAfter(identity, later, changed.customers, change.lifetime),
    },
    fixed,
    raised,
    left,
    disruption: disruptionOf(facts, change, context, scopeReasons(identity, change, context)),
  };
}
