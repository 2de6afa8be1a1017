import type { Fact, Instant } from './fact.ts';
import type { IdentityId } from './ids.ts';

/** One scope, role or permission inside a grant. */
export interface GrantedScope {
  readonly name: string;
  /** The API or resource server that defines it; empty when the source does not say. */
  readonly api: string;
  /** Last time this scope was exercised, as activity shows it. */
  readonly lastUsedAt: Fact<Instant | 'never'>;
}

export interface Consent {
  readonly id: string;
  readonly status: 'live' | 'withdrawn' | 'expired' | 'missing';
  readonly givenAt: Fact<Instant>;
  readonly expiresAt: Fact<Instant | 'never'>;
  readonly purpose: Fact<string>;
}

/** Scopes on a resource, maybe on behalf of a human: one row per agent × customer. */
export interface Grant {
  readonly id: string;
  /** Resource server, realm or client that the scopes belong to. */
  readonly resource: string;
  readonly scopes: readonly GrantedScope[];
  /** Whom the holder acts for; null: for itself. */
  readonly onBehalfOf: IdentityId | null;
  /** How many humans this one row stands for when the source only counts them (an app consented tenant-wide); else 1 or 0. */
  readonly subjects: number;
  readonly consent: Consent | null;
  readonly expiresAt: Fact<Instant | 'never'>;
  /** When a refresh token or offline session of this grant was last used. */
  readonly lastUsedAt: Fact<Instant | 'never'>;
  readonly offline: boolean;
  /** The grant that made it: role mapping, default scope, client grant, consent … in the vendor's words. */
  readonly origin: string;
}
