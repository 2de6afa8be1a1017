import type { Instant } from './fact.ts';
import type { IdentityId } from './ids.ts';

export const decisions = ['allowed', 'denied'] as const;
export type Decision = (typeof decisions)[number];

/** An observed event: which human, through which agent, did what to which object, and was it let. */
export interface Activity {
  readonly at: Instant;
  /** The human acted for, or null: nobody. */
  readonly human: { readonly id: IdentityId | null; readonly name: string } | null;
  /** true: the human was there; false: only acted for. */
  readonly humanLive: boolean;
  /** Agents from the first to the one that acted last (RFC 8693 §4.1, outermost `act` last). */
  readonly agents: readonly { readonly id: IdentityId | null; readonly name: string }[];
  readonly client: { readonly id: IdentityId | null; readonly name: string } | null;
  readonly action: string;
  readonly object: string;
  readonly decision: Decision;
  /** Why it was denied, or another short remark of the source. */
  readonly reason: string;
  /** Transaction or token id that ties events together. */
  readonly trace: string;
}
