import type { Database, SqlJsStatic } from 'sql.js';
import type { Hash } from '#engine/system/system.ts';
import type { Chunk } from './column-table.ts';
import { migrations } from './migrations/index.ts';
import { digestOf } from './projection.ts';
import { type SnapshotMeta, snapshotFormat } from './snapshot.ts';

/** A new database in memory with every migration applied, or one from the bytes of a file, brought up to date. */
export function openDatabase(sql: SqlJsStatic, bytes?: Uint8Array): Database {
  const database = new sql.Database(bytes);
  migrate(database);
  return database;
}

function migrate(database: Database): void {
  const version = Number(database.exec('PRAGMA user_version')[0]?.values[0]?.[0] ?? 0);
  for (const migration of migrations) {
    if (migration.version <= version) continue;
    database.run(migration.sql);
    database.run(`PRAGMA user_version = ${migration.version}`);
  }
}

/** Columns, one at a time, and what they belong to. */
export function writeChunks(
  database: Database,
  chunks: Iterable<Chunk>,
  of: Omit<SnapshotMeta, 'digest' | 'format'>,
  hash: Hash,
): void {
  const statement = database.prepare('INSERT INTO column_chunk VALUES (?, ?, ?)');
  try {
    const digest = digestOf(chunks, hash, ({ name, part, data }) => statement.run([name, part, data]));
    const meta: SnapshotMeta = { ...of, format: snapshotFormat, digest };
    insertAll(database, 'meta', 2, Object.entries(meta));
  } finally {
    statement.free();
  }
}

/** Throws when the file is no snapshot, was made after record `until`, or its columns are not those of its digest. */
export function readChunks(
  database: Database,
  hash: Hash,
  until: number | null,
): { meta: SnapshotMeta; chunks: Chunk[] } {
  const meta = readMeta(database);
  if (until !== null && meta.seq > until) throw new Error(`it shows record ${meta.seq}, which came later`);
  const chunks: Chunk[] = [];
  const statement = database.prepare('SELECT name, part, data FROM column_chunk ORDER BY rowid');
  try {
    while (statement.step()) {
      const [name, part, data] = statement.get();
      if (typeof name !== 'string' || typeof part !== 'number' || !(data instanceof Uint8Array)) {
        throw new Error('a column is not as it was written');
      }
      chunks.push({ name, part, data });
    }
  } finally {
    statement.free();
  }
  if (digestOf(chunks, hash) !== meta.digest) throw new Error('its columns do not match their digest');
  return { meta, chunks };
}

function readMeta(database: Database): SnapshotMeta {
  const values = new Map(
    database.exec('SELECT name, value FROM meta')[0]?.values.map(([name, value]) => [name, value]),
  );
  const text = (name: string): string => {
    const value = values.get(name);
    if (typeof value !== 'string') throw new Error(`it does not say its ${name}`);
    return value;
  };
  const number = (name: string): number => {
    const value = values.get(name);
    if (typeof value !== 'number') throw new Error(`it does not say its ${name}`);
    return value;
  };
  return {
    workspace: text('workspace'),
    format: number('format'),
    seq: number('seq'),
    head: text('head'),
    digest: text('digest'),
    policy: text('policy'),
  };
}

export type SqlValue = string | number | Uint8Array | null;

/** One transaction, one prepared statement. `table` is a name from our own migrations. */
export function insertAll(
  database: Database,
  table: string,
  columns: number,
  rows: Iterable<readonly SqlValue[]>,
): void {
  const statement = database.prepare(`INSERT INTO ${table} VALUES (${Array(columns).fill('?').join(',')})`);
  database.run('BEGIN');
  try {
    for (const row of rows) statement.run([...row]);
    database.run('COMMIT');
  } finally {
    statement.free();
  }
}
