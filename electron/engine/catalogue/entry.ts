import type { Tier, Verb } from '#shared/model/scope-class.ts';

/** What a row of the catalogue says of a scope. */
export interface Entry {
  readonly tier: Tier;
  readonly verb: Verb;
  /** It lets its holder add credentials, grants or identities to others. */
  readonly mints: boolean;
}
