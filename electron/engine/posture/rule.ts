import type { Facts } from '#engine/inventory/facts.ts';
import type { Leak } from '#engine/inventory/leaks.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { Finding, RulePack, Severity } from '#shared/model/finding.ts';
import type { Identity, IdentityKind, IdentityStatus } from '#shared/model/identity.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import type { Limits } from '#shared/model/limits.ts';
import type { Verb } from '#shared/model/scope-class.ts';
import type { Vendor } from '#shared/model/tenant.ts';
import type { Question, SeenEvents } from './seen.ts';

/** `left`: by the word of an analyst; `unlisted`: its source lists it no more. */
export type Presence = IdentityStatus | 'left' | 'unlisted';

/** What a rule may look at beside the identity, and the questions it may ask. */
export interface RuleContext {
  readonly now: Instant;
  /** Thresholds that the policy file sets. */
  readonly limits: Limits;
  /** Packs that the workspace runs; absent: every one. */
  readonly packs?: ReadonlySet<RulePack>;
  /** The catalogue with the workspace's own classifications. */
  classify(
    vendor: Vendor,
    api: string,
    scope: string,
  ): { readonly tier: 0 | 1 | 2 | 3; readonly verb: Verb; readonly mints: boolean; readonly classified: boolean };
  /** Somebody of the inventory, as the edges of another one name it; null: it is not there. */
  whoIs(id: IdentityId): { readonly name: string; readonly kind: IdentityKind; readonly state: Presence } | null;
  /** Tokens that were issued to it and outlive the consent or the human behind them, as a ledger of tokens knows. */
  leftovers(id: IdentityId): readonly { readonly id: string; readonly until: Instant; readonly because: string }[];
  /** What an analyst knows of an incident of a publisher; null: nothing. */
  incidentOf(publisher: string): { readonly reason: string; readonly at: Instant; readonly by: string } | null;
  /** Where scanners saw its secrets, the newest first; left out where nobody explains. */
  leaks?(id: IdentityId): readonly Leak[];
  /** Does this fingerprint open something in production and elsewhere? Left out where nobody explains. */
  crosses?(fingerprint: string): boolean;
  /** Facts of an identity as it would be after a fix. */
  project(identity: Identity): Facts;
  /** What the log shows of an identity; left out where nobody explains. */
  seen?(identity: IdentityId, question: Question): SeenEvents;
  /** Score if `change` were so and all else as it is. */
  scoreIf(facts: Facts, change: Partial<Facts>): number;
}

/** What the severity of every finding is scaled by. */
export type ScalingFacts = Pick<Facts, 'customers' | 'reach' | 'knownTier' | 'bound' | 'lifetime'>;

/** One executed example: `facts` on top of a healthy service account. */
export interface Example {
  readonly what: string;
  readonly facts: Partial<Facts>;
}

/** What a rule itself says of a finding. */
export type Explanation = Omit<Finding, 'rule' | 'severity' | 'grades' | 'identity' | 'acceptance'>;

export interface Rule {
  /** The file's name begins with it, in lower case and with dashes for dots. */
  readonly id: string;
  readonly pack: RulePack;
  /** Category of the OWASP NHI Top 10:2025 that it belongs to; null: to none. */
  readonly owasp: `NHI${number}` | null;
  readonly title: string;
  /** One sentence: why it matters. */
  readonly why: string;
  readonly references: readonly string[];
  /** Severity before it is scaled; the highest of these stands in lists. */
  readonly severity: Severity;
  /** null: no finding; else its severity before it is scaled. Runs over every row: reads numbers, allocates nothing. */
  flags(facts: Facts, context: RuleContext): Severity | null;
  /** What scaling weighs, where that is not the facts as they are. */
  scaledBy?(facts: Facts): ScalingFacts;
  /** Why a case that `flags` grades otherwise than `severity` is so, before it is scaled: `unused for more than 180 d`. */
  graded?(facts: Facts, context: RuleContext): string;
  /** Only for what `flags` flagged. */
  explain(identity: Identity, facts: Facts, context: RuleContext): Explanation;
  readonly examples: {
    readonly flagged: readonly (Example & { readonly severity: Severity })[];
    readonly clean: readonly Example[];
  };
}
