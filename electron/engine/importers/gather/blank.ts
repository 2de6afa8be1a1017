// Credentials and grants of which nothing is known yet but what they are.
import type { Credential } from '#shared/model/credential.ts';
import { type Fact, type Instant, unknown } from '#shared/model/fact.ts';
import type { Grant, GrantedScope } from '#shared/model/grant.ts';

export const blankCredential: Omit<Credential, 'id' | 'kind' | 'vendorKind'> = {
  status: 'active',
  fingerprint: unknown('not_in_export'),
  createdAt: unknown('not_in_export'),
  rotatedAt: unknown('not_in_export'),
  expiresAt: unknown('not_in_export'),
  lastUsedAt: unknown('not_in_export'),
  binding: 'none',
};

export const blankGrant: Omit<Grant, 'id' | 'resource' | 'scopes' | 'origin'> = {
  onBehalfOf: null,
  subjects: 0,
  consent: null,
  expiresAt: 'never',
  lastUsedAt: unknown('not_in_export'),
  offline: false,
};

export const scopesNamed = (names: readonly string[], api: string): readonly GrantedScope[] =>
  names.map((name) => ({ name, api, lastUsedAt: unknown('not_in_export') }));

/** A time that always is: its absence says only that nobody wrote it down. */
export const recordedAt = (fact: Fact<Instant | 'never'> | undefined): Fact<Instant> =>
  fact === undefined || fact === 'never' ? unknown('not_recorded') : fact;

/** Its end is over. */
export const isOver = (expiresAt: Fact<Instant | 'never'>, now: number): boolean =>
  typeof expiresAt === 'number' && expiresAt <= now;
