import type { Vendor } from '#shared/model/tenant.ts';

/**
 * One row a line, `<how> <actions> -> <scopes>`; a line that begins with two spaces goes on with the last. Names are
 * separated by commas, `*` stands for any run of characters. For scopes, `=` is the scope of the same words, or one that
 * covers them, and `<service>` the part of the action that names its service.
 *
 * How a log records the actions:
 * - `always`: whoever imports the vendor's log has them;
 * - `seen`: somebody has to switch it on: they count as recorded when the tenant's log holds at least one of the row;
 * - `api`: they count as recorded when the tenant's log holds a use of any scope of the same API;
 * - `none`: no log ever shows that the scopes were used (there are no actions in such a row).
 */
export type ActionRows = string;

/** What the actions of a vendor's log say about the scopes that they took. */
export interface ActionFile {
  readonly source: string;
  readonly licence: string;
  /** ISO 8601, the day on which the source was read. */
  readonly read: string;
  readonly vendors: readonly Vendor[] | 'any';
  readonly rows: ActionRows;
}
