/** 0: can take over the tenant or mint identities. 1: write, money, bulk personal data. 2: limited write or sensitive read. 3: harmless read. */
export type Tier = 0 | 1 | 2 | 3;

export const verbs = ['read', 'write', 'delete', 'admin', 'wildcard'] as const;
export type Verb = (typeof verbs)[number];

export interface Entry {
  readonly tier: Tier;
  readonly verb: Verb;
  /** It lets its holder add credentials, grants or identities to others. */
  readonly mints: boolean;
}
