import type { Facts } from '#engine/inventory/facts.ts';
import { findingOf } from '#engine/posture/finding-of.ts';
import type { RuleContext } from '#engine/posture/rule.ts';
import { rules } from '#engine/posture/rules/index.ts';
import { isOn } from '#engine/posture/run-rules.ts';
import type { Policy } from '#engine/scoring/policy.ts';
import { scoreOf } from '#engine/scoring/score.ts';
import type { Finding } from '#shared/model/finding.ts';
import type { Identity } from '#shared/model/identity.ts';
import type { Score } from '#shared/model/score.ts';
import type { Change } from './change.ts';
import { type Disruption, disruptionOf, grantReasons } from './disruption.ts';
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
    if (!isOn(rule.pack, context)) continue;
    const [was, is] = [rule.flags(facts, context) !== null, rule.flags(changed, context) !== null];
    if (was && is) left += 1;
    else if (was) fixed.push(...explained(rule, identity, facts, context));
    else if (is) raised.push(...explained(rule, identity, changed, context));
  }
  const later = identityAfter(identity, change, context);
  const judged = { ...context, disruption: policy.data.disruption };
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
    disruption: disruptionOf(facts, change, judged, grantReasons(identity, change, judged)),
  };
}

function explained(...of: Parameters<typeof findingOf>): readonly Finding[] {
  const finding = findingOf(...of);
  return finding === null ? [] : [finding];
}
