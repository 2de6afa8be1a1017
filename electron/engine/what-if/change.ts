import type { Seconds } from '#shared/model/fact.ts';

/** What would be done to one identity. Nothing of it is done. */
export interface Change {
  /** Scopes that go, by name. */
  readonly remove: readonly string[];
  /** Scopes go that are known not to have been used inside the window. Unknown is not unused. */
  readonly removeUnused: boolean;
  /** Whole grants go, by id. */
  readonly grants: readonly string[];
  /** Most seconds that each hop may live: access, renewal, static secret. */
  readonly lifetime: Seconds | null;
  /** How it proves itself: tokens bound to a key, or its platform vouches instead of a secret (RFC 7523). */
  readonly proof: 'dpop' | 'mtls' | 'federation' | null;
  /** Who answers for it. */
  readonly owner: 'single' | 'backed' | 'team' | null;
  /** Whoever it acts for is asked again. */
  readonly consent: boolean;
  /** Every static credential is replaced. */
  readonly rotate: boolean;
  readonly disable: boolean;
}

export const noChange: Change = {
  remove: [],
  removeUnused: false,
  grants: [],
  lifetime: null,
  proof: null,
  owner: null,
  consent: false,
  rotate: false,
  disable: false,
};
