import type { Facts } from '#engine/inventory/facts.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { Finding, Severity } from '#shared/model/finding.ts';
import type { Identity } from '#shared/model/identity.ts';
import type { Vendor } from '#shared/model/tenant.ts';

/** Thresholds that the policy file sets, as far as rules ask for them. Days and seconds as named. */
export interface RuleLimits {
  readonly rotationDays: number;
  readonly keyRotationDays: number;
  readonly dormantDays: number;
  readonly dormantHighDays: number;
  readonly neverUsedDays: number;
  readonly unusedShare: number;
  /** Days of the window in which use counts. */
  readonly usageDays: number;
  readonly manyCustomers: number;
  readonly sensitiveLifetime: number;
  readonly anyLifetime: number;
  readonly shortLifetime: number;
}

/** What a rule may look at beside the identity, and the two questions it may ask. */
export interface RuleContext {
  readonly now: Instant;
  readonly limits: RuleLimits;
  /** The catalogue with the workspace's own classifications. */
  classify(
    vendor: Vendor,
    api: string,
    scope: string,
  ): { readonly tier: 0 | 1 | 2 | 3; readonly verb: string; readonly mints: boolean; readonly classified: boolean };
  /** Facts of an identity as it would be after a fix. */
  project(identity: Identity): Facts;
  /** Score if `change` were so and all else as it is. */
  scoreIf(facts: Facts, change: Partial<Facts>): number;
}

/** One executed example: `facts` on top of a healthy service account. */
export interface Example {
  readonly what: string;
  readonly facts: Partial<Facts>;
}

export interface Rule {
  /** The file's name begins with it, in lower case. */
  readonly id: string;
  readonly owasp: `NHI${number}`;
  readonly title: string;
  /** One sentence: why it matters. */
  readonly why: string;
  readonly references: readonly string[];
  /** Severity before it is scaled; the highest of these stands in lists. */
  readonly severity: Severity;
  /** null: no finding. Runs over every row: reads numbers, allocates nothing. */
  flags(facts: Facts, context: RuleContext): Severity | null;
  /** Only for what `flags` flagged. */
  explain(identity: Identity, facts: Facts, context: RuleContext): Omit<Finding, 'rule' | 'severity' | 'identity'>;
  readonly examples: {
    readonly flagged: readonly (Example & { readonly severity: Severity })[];
    readonly clean: readonly Example[];
  };
}

/** The whole finding; null when the rule does not flag it (any more). */
export function findingOf(rule: Rule, identity: Identity, facts: Facts, context: RuleContext): Finding | null {
  const severity = rule.flags(facts, context);
  if (severity === null) return null;
  return { rule: rule.id, severity, identity: identity.id, ...rule.explain(identity, facts, context) };
}
