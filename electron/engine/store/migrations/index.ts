import { firstTables } from './0001-first-tables.ts';

/** In the order of their versions; `PRAGMA user_version` says which ones a file has had. */
export const migrations = [firstTables] as const;
