import type { Tier } from '#shared/model/scope-class.ts';
import type { Vendor } from '#shared/model/tenant.ts';

/**
 * Rows of text, each of `T<tier> <verb class> [mints]: names`, the names separated by commas and going on over the next
 * lines. A `*` in a name stands for any run of characters: such a name is a convention, and counts only where no name is
 * equal. Of several conventions the first one counts. Upper and lower case are the same.
 */
export type Rows = string;

/** Which part of a scope the rows name: the last of a path or URL, what stands before the names that it is bound to. */
export type Spelling = 'as it is' | 'last part' | 'before bracket';

/** What one API of a vendor offers. */
export interface Section {
  /** Names of the API, separated by commas, `*` as in rows: display name, address, id. */
  readonly apis: string;
  /** Only scopes of this form; all by default. */
  readonly within?: string;
  /** The worst that the API can offer: what a scope counts as that no row names. */
  readonly worst: Tier;
  readonly spelling?: Spelling;
  readonly rows: Rows;
}

/** One source of knowledge about scopes: what it is, under which licence it may be used, when it was read. */
export interface CatalogueFile {
  /** Stands beside each judgement: a short name of the source. */
  readonly source: string;
  readonly licence: string;
  /** ISO 8601, the day on which the source was read. */
  readonly read: string;
  /** `any`: it means the same wherever it is met. */
  readonly vendors: readonly Vendor[] | 'any';
  readonly sections: readonly Section[];
}
