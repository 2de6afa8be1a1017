import type { Facts } from '#engine/inventory/facts.ts';
import { durationWords } from '#shared/lib/duration.ts';
import { type Grade, type Severity, severities } from '#shared/model/finding.ts';
import { identityKinds } from '#shared/model/identity.ts';
import type { Limits } from '#shared/model/limits.ts';
import type { Rule, RuleContext, ScalingFacts } from './rule.ts';

const worse: Readonly<Record<Severity, Severity>> = {
  low: 'medium',
  medium: 'high',
  high: 'critical',
  critical: 'critical',
};
const milder: Readonly<Record<Severity, Severity>> = { critical: 'high', high: 'medium', medium: 'low', low: 'low' };

const isRaised = (facts: ScalingFacts, limits: Limits): boolean =>
  facts.customers >= limits.manyCustomers || facts.reach >= limits.manyCustomers || facts.knownTier === 0;
const isLowered = (facts: ScalingFacts, limits: Limits): boolean =>
  facts.bound === 1 && facts.lifetime <= limits.shortLifetime;

/**
 * PRODUCT section 4, last lines: one level up when a thief reaches many customers or tier 0, one level down when tokens are
 * sender-constrained and short. Both may hold, and then cancel out.
 */
export function scaled(severity: Severity, facts: ScalingFacts, limits: Limits): Severity {
  const up = isRaised(facts, limits);
  if (up === isLowered(facts, limits)) return severity;
  return up ? worse[severity] : milder[severity];
}

/** What is given to `scaled`. */
interface Scaling {
  readonly severity: Severity;
  readonly facts: ScalingFacts;
}

/** What a rule says of facts before it is scaled; null: no finding. */
export function scalingOf(rule: Judging, facts: Facts, context: RuleContext): Scaling | null {
  const severity = rule.flags(facts, context);
  return severity === null ? null : { severity, facts: rule.scaledBy?.(facts) ?? facts };
}

type Judging = Pick<Rule, 'flags' | 'scaledBy'>;

/** The severity of what a rule finds in facts; null: no finding. Allocates nothing where there is none. */
export function severityOf(rule: Judging, facts: Facts, context: RuleContext): Severity | null {
  const severity = rule.flags(facts, context);
  return severity === null ? null : scaled(severity, rule.scaledBy?.(facts) ?? facts, context.limits);
}

/** How a rule came to `severity`, in words; the last grade is that severity. */
export function gradesOf(
  rule: Pick<Rule, 'severity' | 'graded'>,
  severity: Severity,
  scaling: Scaling | null,
  facts: Facts,
  context: RuleContext,
): readonly Grade[] {
  const base = scaling?.severity ?? severity;
  const grades: Grade[] = [{ severity: rule.severity, words: 'what the rule begins with' }];
  if (base !== rule.severity) {
    const graver = severities.indexOf(base) < severities.indexOf(rule.severity);
    const words =
      rule.graded?.(facts, context) ?? `${graver ? 'graver' : 'milder'} in this case, by the rule’s own measure`;
    grades.push({ severity: base, words });
  }
  if (scaling !== null) grades.push(...scalingGrades(severity, scaling, context.limits));
  return grades;
}

function scalingGrades(severity: Severity, { severity: base, facts }: Scaling, limits: Limits): Grade[] {
  const up = isRaised(facts, limits) ? raisedBy(facts, limits).join(', ') : null;
  const down = isLowered(facts, limits)
    ? `its tokens are bound to a key and last ${durationWords(facts.lifetime)} (at most ${durationWords(limits.shortLifetime)})`
    : null;
  if (up !== null && down !== null) {
    return [{ severity, words: `stays: raised because it ${up}, lowered because ${down}` }];
  }
  if (up !== null)
    return [{ severity, words: `${base === severity ? 'cannot be raised further' : 'one level up'}: it ${up}` }];
  if (down !== null) {
    return [{ severity, words: `${base === severity ? 'cannot be lowered further' : 'one level down'}: ${down}` }];
  }
  return [];
}

const counted = (count: number): string => Math.round(count).toLocaleString('en-US');

function raisedBy({ customers, reach, knownTier }: ScalingFacts, { manyCustomers }: Limits): string[] {
  const from = `(${counted(manyCustomers)} or more)`;
  const reasons: string[] = [];
  if (customers >= manyCustomers) reasons.push(`acts for ${counted(customers)} customers ${from}`);
  else if (reach >= manyCustomers) reasons.push(`reaches ${counted(reach)} customers and resources ${from}`);
  if (knownTier === 0) reasons.push('holds rights of tier 0');
  return reasons;
}

export const humanKind = identityKinds.indexOf('human');
export const agentKind = identityKinds.indexOf('agent');
export const clientKind = identityKinds.indexOf('oauth_client');

/** Of findings an analyst would act on: alive, and not a part of the product itself. */
export const isActionable = (facts: Facts): boolean =>
  facts.status === 0 && facts.builtIn === 0 && facts.kind !== humanKind;
