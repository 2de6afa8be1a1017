import type { Instant } from './fact.ts';
import type { IdentityId } from './ids.ts';

export const severities = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof severities)[number];

/** Where a rule comes from: the OWASP NHI Top 10, a lint of RFC 9700 or of MCP authorization, or the workspace's own file. */
export const rulePacks = ['owasp', 'rfc9700', 'mcp', 'own'] as const;
export type RulePack = (typeof rulePacks)[number];
export const packTitles: Readonly<Record<RulePack, string>> = {
  owasp: 'OWASP NHI Top 10',
  rfc9700: 'RFC 9700',
  mcp: 'MCP authorization',
  own: 'Own rules',
};

export const intents = [
  'revoke',
  'rescope',
  'shorten',
  'rotate',
  'disable',
  'quarantine',
  'delete',
  'assign_owner',
] as const;
export type Intent = (typeof intents)[number];

/** A fix as data: what a plan would be asked for. The rule never writes. */
export interface Fix {
  readonly intent: Intent;
  readonly label: string;
  /** The score if this alone were done. */
  readonly scoreAfter: number | null;
  readonly parameters: Readonly<Record<string, string | number | readonly string[]>>;
}

export interface Evidence {
  readonly label: string;
  readonly value: string;
  /** Credential, grant or record that shows it. */
  readonly ref: string;
}

/** One rung on the way to a severity, and what put it there. */
export interface Grade {
  readonly severity: Severity;
  readonly words: string;
}

/** What became of an analyst's word that a finding may stay: it counts, its day has passed, or it is graver than it was. */
export const acceptanceStates = ['accepted', 'expired', 'graver'] as const;
export type AcceptanceState = (typeof acceptanceStates)[number];

/** Days before its end in which an acceptance expires soon. */
export const soonDays = 30;

/** The word of an analyst that a risk may stay until a day. */
export interface Acceptance {
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
  readonly until: Instant;
  /** How severe the finding was then. */
  readonly severity: Severity;
}

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** How the severity was reached, from the rule's own on; the last is `severity`. */
  readonly grades: readonly Grade[];
  readonly identity: IdentityId;
  readonly title: string;
  readonly evidence: readonly Evidence[];
  readonly fixes: readonly Fix[];
  /** null: nobody accepted the risk. */
  readonly acceptance: (Acceptance & { readonly state: AcceptanceState }) | null;
}
