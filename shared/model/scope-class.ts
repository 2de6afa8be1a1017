/** 0: can take over the tenant or mint identities. 1: write, money, bulk personal data. 2: limited write or sensitive read. 3: harmless read. */
export type Tier = 0 | 1 | 2 | 3;

/** What a scope lets do, in classes that breadth counts (PRODUCT section 5, component B). */
export const verbClasses = ['read', 'write', 'delete', 'admin', 'wildcard'] as const;
export type Verb = (typeof verbClasses)[number];

/** Whose word a tier is: the analyst's, a name or a convention of a catalogue file, or nobody's: then the worst counts. */
export const judges = ['analyst', 'catalogue', 'convention', 'unknown'] as const;
export type Judge = (typeof judges)[number];
