import { firstTables } from './0001-first-tables.ts';
import { circumstances } from './0002-circumstances.ts';

/** In the order of their versions; `PRAGMA user_version` says which ones a file has had. */
export const migrations = [firstTables, circumstances] as const;
