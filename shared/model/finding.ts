import type { IdentityId } from './ids.ts';

export const severities = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof severities)[number];

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

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly identity: IdentityId;
  readonly title: string;
  readonly evidence: readonly Evidence[];
  readonly fixes: readonly Fix[];
}
