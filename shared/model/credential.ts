import type { Fact, Instant } from './fact.ts';
import type { Storage } from './storage.ts';
import type { Trust } from './trust.ts';

/** What an identity authenticates with. Order: weakest first, as PRODUCT section 5, component C, ranks them. */
export const credentialKinds = [
  'none',
  'api_key',
  'password',
  'client_secret',
  'secret_jwt',
  'private_key_jwt',
  'mtls',
  'federated',
] as const;
export type CredentialKind = (typeof credentialKinds)[number];

export const bindings = ['none', 'dpop', 'mtls'] as const;
export type Binding = (typeof bindings)[number];

export interface Credential {
  /** Stable inside its identity. */
  readonly id: string;
  readonly kind: CredentialKind;
  /** The vendor's own word: `client-jwt`, `client_secret_post` … */
  readonly vendorKind: string;
  readonly status: 'active' | 'disabled' | 'expired';
  /** `sha256:` and the first 12 hex digits of a keyed hash of the value, or a key thumbprint (RFC 7638). Never the value. */
  readonly fingerprint: Fact<string>;
  readonly createdAt: Fact<Instant>;
  readonly rotatedAt: Fact<Instant>;
  readonly expiresAt: Fact<Instant | 'never'>;
  readonly lastUsedAt: Fact<Instant | 'never'>;
  readonly binding: Binding;
  /** Where it is kept, as far as any source says; absent: nobody says. */
  readonly storage?: readonly Storage[] | undefined;
  /** Of a federated one: whose tokens it accepts; absent: nobody says. */
  readonly trusts?: readonly Trust[] | undefined;
}

/** Static: it stays the same until somebody changes it. */
export const isStatic = (kind: CredentialKind): boolean => kind !== 'none' && kind !== 'federated';
