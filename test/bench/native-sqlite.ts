// Native SQLite as a peer: the one that newer versions of Node carry. Of this library better-sqlite3 is made as well; it has
// no build here that could be fetched.
export interface NativeDatabase {
  exec(sql: string): void;
  prepare(sql: string): NativeStatement;
  close(): void;
}

export interface NativeStatement {
  run(...values: readonly (number | string | null)[]): unknown;
  get(...values: readonly (number | string | null)[]): Readonly<Record<string, unknown>> | undefined;
  all(...values: readonly (number | string | null)[]): readonly Readonly<Record<string, unknown>>[];
}

/** In memory. Throws where this Node has none. */
export async function nativeDatabase(): Promise<NativeDatabase> {
  // A name that the types of the oldest Node that is built for do not know.
  const name: string = 'node:sqlite';
  const { DatabaseSync } = (await import(name)) as { DatabaseSync: new (path: string) => NativeDatabase };
  return new DatabaseSync(':memory:');
}
