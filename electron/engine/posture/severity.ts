import type { Facts } from '#engine/inventory/facts.ts';
import type { Severity } from '#shared/model/finding.ts';
import { identityKinds } from '#shared/model/identity.ts';
import type { RuleLimits } from './rule.ts';

const worse: Readonly<Record<Severity, Severity>> = {
  low: 'medium',
  medium: 'high',
  high: 'critical',
  critical: 'critical',
};
const milder: Readonly<Record<Severity, Severity>> = { critical: 'high', high: 'medium', medium: 'low', low: 'low' };

/**
 * PRODUCT section 4, last lines: one level up when a thief reaches many customers or tier 0, one level down when tokens are
 * sender-constrained and short. Both may hold, and then cancel out.
 */
export function scaled(severity: Severity, facts: Facts, limits: RuleLimits): Severity {
  const up = facts.customers >= limits.manyCustomers || facts.reach >= limits.manyCustomers || facts.knownTier === 0;
  const down = facts.bound === 1 && facts.lifetime <= limits.shortLifetime;
  if (up === down) return severity;
  return up ? worse[severity] : milder[severity];
}

export const humanKind = identityKinds.indexOf('human');

/** Of findings an analyst would act on: alive, and not a part of the product itself. */
export const isActionable = (facts: Facts): boolean =>
  facts.status === 0 && facts.builtIn === 0 && facts.kind !== humanKind;
