import type { Facts } from '#engine/inventory/facts.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { Policy } from './policy.ts';
import { scoreOne } from './score-one.ts';

/** The score that an identity would have if `change` were so and everything else as it is. */
export function scoreIf(facts: Facts, policy: Policy, now: Instant, change: Partial<Facts>): number {
  return scoreOne({ ...facts, ...change }, policy, now).value;
}
