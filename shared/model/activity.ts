import type { Instant } from './fact.ts';
import type { IdentityId } from './ids.ts';

export const decisions = ['allowed', 'denied'] as const;
export type Decision = (typeof decisions)[number];

/**
 * What a record shows of how something was done. Of a secret it says the sort and nothing else: the value ends where a
 * file is read. The journal counts them by their place in this list: it only grows at its end.
 */
export const signals = [
  /** A token, an API key, a password or client secret stood in a request line. */
  'token_in_url',
  'key_in_url',
  'password_in_url',
  /** Done at a console or on a page, as only people do it. */
  'console',
  /** Done, or given a token, as a human who was not there, and no actor is named (RFC 8693 §1.1). */
  'impersonation',
  /** A client assertion (RFC 7523 §3): whom it was for, how long it lived, and that it came again. */
  'assertion_to_endpoint',
  'assertion_to_many',
  'assertion_long',
  'assertion_replayed',
  /** No request: a scanner saw a secret where others may read it. `credential` then holds its keys (leak.ts). */
  'secret_in_open',
] as const;
export type Signal = (typeof signals)[number];

/** From where and with what something was done. A member that is left out: the source does not say it. */
export interface Circumstances {
  /** IP address of who asked. */
  readonly address?: string;
  /** Autonomous system, country, or both: `AS64500`, `DE`, `AS64500 DE`. A source writes countries its own way. */
  readonly network?: string;
  readonly userAgent?: string;
  /** Id of the lasting credential that was used, never its value. */
  readonly credential?: string;
  readonly signals?: readonly Signal[];
}

/** An observed event: which human, through which agent, did what to which object, and was it let. */
export interface Activity extends Circumstances {
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

/** One bit a signal, by its place in the list. */
export const signalBits = (said: readonly Signal[] = []): number =>
  said.reduce((bits, signal) => bits | (1 << signals.indexOf(signal)), 0);

export const signalsIn = (bits: number): Signal[] => signals.filter((_, place) => (bits & (1 << place)) !== 0);

/** '' and 0 are what the source does not say. */
export function circumstancesOf(
  address: string,
  network: string,
  userAgent: string,
  credential: string,
  bits: number,
): Circumstances {
  return {
    ...(address !== '' && { address }),
    ...(network !== '' && { network }),
    ...(userAgent !== '' && { userAgent }),
    ...(credential !== '' && { credential }),
    ...(bits !== 0 && { signals: signalsIn(bits) }),
  };
}
