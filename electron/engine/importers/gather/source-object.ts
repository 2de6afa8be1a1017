// What most vendors have in common: a file of small objects, several of which speak of one identity.
import type { Fields } from '#engine/importers/fields.ts';
import type { Asked } from '#engine/importers/json-record.ts';
import type { Fingerprints } from '#engine/importers/strip-secrets.ts';
import type { Identity, IdentityKind } from '#shared/model/identity.ts';
import type { Sha256 } from '#shared/model/identity-id.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import type { Tenant } from '#shared/model/tenant.ts';

/** The identity that an object is, or is a part of: an id inside a namespace of its tenant. */
export interface Ref {
  readonly namespace: string;
  readonly externalId: string;
  /** What it is where no object says better. */
  readonly kind: IdentityKind;
  /** Where it is not the file's: an account that trusts another one. */
  readonly tenant?: Tenant;
}

/** What one object says of its identity; the rest is left to other objects, of this file or of another one. */
export type Contribution = Partial<Omit<Identity, 'id' | 'tenant' | 'sources'>>;

/** What an object says of one identity. Where it speaks of several, each has a place of its own in the record. */
export interface Share {
  readonly ref: Ref;
  /** Behind the path of the object: `.subjects[1]`; '' for the whole. */
  readonly at: string;
  /** What is kept as the record; default: the object. */
  readonly raw?: unknown;
}

/** The file as a whole. */
export interface World {
  readonly tenant: Tenant;
  readonly now: number;
  readonly sha256: Sha256;
  idOf(ref: Pick<Ref, 'namespace' | 'externalId' | 'tenant'>): IdentityId;
  /** A remark on the file that belongs to no field. */
  remark(
    code: 'import.skipped' | 'import.dangling_reference' | 'import.guessed',
    record: string,
    message: string,
  ): void;
}

export interface Piece {
  readonly fields: Fields;
  readonly ref: Ref;
  readonly at: string;
  readonly fingerprints: Fingerprints;
  readonly asked: Asked | undefined;
}

/** One kind of object. `Known`: what the vendor's objects tell each other. */
export interface SourceObject<Known> {
  readonly kind: string;
  /** Unique among its kind; '' where it cannot be told. */
  readonly id: (fields: Fields, asked: Asked | undefined) => string;
  /** The member without which `id` is ''. */
  readonly idMember: string;
  /** Why it cannot be what it says that it is; null: it can. */
  readonly fault?: (fields: Fields) => { readonly field: string; readonly message: string } | null;
  /** Whom it speaks of. None: it is reference data, or nothing that is an identity. */
  readonly shares: (fields: Fields, known: Known, asked: Asked | undefined) => readonly Share[];
  /** What others are to know of it; `again` reads it anew, so that nothing large is remembered. */
  readonly learn?: (fields: Fields, known: Known, again: () => Fields, asked: Asked | undefined) => void;
  readonly read?: (piece: Piece, known: Known, world: World) => Contribution;
}

/** One vendor's objects. */
export interface Vendored<Known> {
  /** Those that speak for an identity first are listed first. */
  readonly objects: readonly SourceObject<Known>[];
  readonly tell: (fields: Fields, asked: Asked | undefined) => SourceObject<Known> | null;
  /** The names and forms by which objects are read, where a vendor's tools write them differently; default: as they are. */
  readonly form?: (value: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
  /** Whom a ref turns out to be when everything was read; null: nobody that is an identity. Default: itself. */
  readonly settle?: (ref: Ref, known: Known, world: World) => Ref | null;
  /** Says what was left out, when everything was read. */
  readonly remarks?: (known: Known, world: World) => void;
}
