import type { Fields } from '#engine/importers/fields.ts';
import type { Asked } from '#engine/importers/json-record.ts';
import type { Fingerprints } from '#engine/importers/strip-secrets.ts';
import type { Identity } from '#shared/model/identity.ts';
import type { Sha256 } from '#shared/model/identity-id.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import type { Tenant } from '#shared/model/tenant.ts';
import type { ClientReach } from './authorization-servers.ts';

/**
 * The identity that an object of Okta's is, or is a part of. Ids inside their namespaces:
 * `client` the id of the app (else the client id), `user` the id of the user, `agent` that of the AI agent,
 * `api-token` that of the token, `service-account` that of the account in another product.
 */
export interface Ref {
  readonly namespace: Namespace;
  readonly externalId: string;
}

export type Namespace = 'client' | 'user' | 'agent' | 'api-token' | 'service-account';

/** What one object says of its identity; the rest is left to other objects, of this file or of another one. */
export type Contribution = Partial<Omit<Identity, 'id' | 'tenant' | 'externalId' | 'sources'>>;

export interface Piece {
  readonly fields: Fields;
  readonly ref: Ref;
  readonly fingerprints: Fingerprints;
  readonly asked: Asked | undefined;
  /** Kinds of all objects of the file that belong to this identity. */
  readonly beside: ReadonlySet<string>;
}

/** The file as a whole. */
export interface Org {
  readonly tenant: Tenant;
  readonly now: number;
  readonly sha256: Sha256;
  idOf(ref: Ref): IdentityId;
  human(userId: string): { readonly name: string; readonly active: boolean } | undefined;
  /** What the policies of the file's authorization servers let a client do. */
  reachOf(clientIds: readonly string[], grantTypes: readonly string[] | undefined): ClientReach | null;
}

/** One kind of object: how to tell it, whose it is, what it says. */
export interface OktaObject {
  readonly kind: string;
  /** An object that has all of these is one. */
  readonly members: readonly string[];
  /** Where its members alone would not tell. */
  readonly isIt?: (fields: Fields) => boolean;
  /** null: it cannot be told. */
  readonly owner: (fields: Fields, asked: Asked | undefined) => Ref | null;
  readonly read: (piece: Piece, org: Org) => Contribution;
}
