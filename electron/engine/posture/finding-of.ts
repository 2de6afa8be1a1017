import type { Facts } from '#engine/inventory/facts.ts';
import type { Finding } from '#shared/model/finding.ts';
import type { Identity } from '#shared/model/identity.ts';
import type { Rule, RuleContext } from './rule.ts';
import { gradesOf, scaled, scalingOf } from './severity.ts';

/** The whole finding, whether or not somebody accepted it; null when the rule does not flag it (any more). */
export function findingOf(rule: Rule, identity: Identity, facts: Facts, context: RuleContext): Finding | null {
  const scaling = scalingOf(rule, facts, context);
  if (scaling === null) return null;
  const severity = scaled(scaling.severity, scaling.facts, context.limits);
  const grades = gradesOf(rule, severity, scaling, facts, context);
  const explained = rule.explain(identity, facts, context);
  return { rule: rule.id, severity, grades, identity: identity.id, ...explained, acceptance: null };
}
