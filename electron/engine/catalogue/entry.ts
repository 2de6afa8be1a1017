/** 0: can take over the tenant or mint identities. 1: write, money, bulk personal data. 2: limited write or sensitive read. 3: harmless read. */
export type Tier = 0 | 1 | 2 | 3;

export const verbs = ['read', 'write', 'delete', 'admin', 'wildcard'] as const;
export type Verb = (typeof verbs)[number];

export interface Entry {
  readonly tier: Tier;
  readonly verb: Verb;
  /** It lets its holder add credentials, grants or identities to others. */
  readonly mints: boolean;
  /** Where the judgement comes from, in words. */
  readonly source: string;
}

export type EntryTable = ReadonlyMap<string, Entry>;

/** Rows `name tier verb [mints]` of one source, hand-aligned where they stand. */
export function entries(source: string, rows: readonly (readonly [string, Tier, Verb, 'mints'?])[]): EntryTable {
  return new Map(rows.map(([name, tier, verb, mints]) => [name, { tier, verb, mints: mints === 'mints', source }]));
}
