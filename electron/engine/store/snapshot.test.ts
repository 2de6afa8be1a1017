import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import initSqlJs, { type SqlJsStatic } from 'sql.js';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { projector } from '#engine/projector.ts';
import { nodeFiles } from '#engine/system/node-files.ts';
import { anActivity, anIdentity, aTenant, testNow } from '#test/support/builders.ts';
import { createTestSystem, type TestSystem } from '#test/support/test-system.ts';
import { migrations } from './migrations/index.ts';
import { openWorkspace } from './open-workspace.ts';
import { digestOf } from './projection.ts';
import { openDatabase } from './snapshot-file.ts';
import type { Workspace } from './store.ts';

const events = 2_100;
let folder: string;
let system: TestSystem;
let sql: SqlJsStatic;

const open = (path = folder): Promise<Workspace> =>
  openWorkspace(system, path, {
    ...projector,
    readOnly: false,
    human: 'analyst',
    client: 'test',
    create: true,
    asOf: testNow,
  });
const digest = ({ identities, activity }: Workspace): string =>
  digestOf([...identities.chunks(), ...activity.chunks()], system.hash);
const snapshot = (): string => join(folder, 'snapshot.sqlite');
const entry = {
  action: 'import.committed',
  object: 'export.json',
  human: 'analyst',
  client: 'test',
  data: {},
} as const;

async function fill(workspace: Workspace): Promise<void> {
  const unit = await workspace.begin();
  for (const name of ['alpha', 'beta', 'gamma']) unit.putIdentity(anIdentity({ name }), [{ name }]);
  for (let i = 0; i < events; i++) unit.putActivity(anActivity({ at: testNow - ((i * 7919) % events) }), aTenant());
  unit.seenRecord(aTenant(), 'k', 'v');
  await unit.commit(entry);
}

/** A workspace with a snapshot and one more commit behind it; answers the digest of what it shows. */
async function withTail(): Promise<string> {
  const workspace = await open();
  await fill(workspace);
  expect(await workspace.snapshotNow()).toBe(true);
  const unit = await workspace.begin();
  unit.putIdentity(anIdentity({ name: 'beta', status: 'disabled' }), []);
  await unit.commit(entry);
  const shown = digest(workspace);
  await workspace.close();
  return shown;
}

beforeAll(async () => {
  sql = await initSqlJs();
});

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'nhi-snapshot-')), 'Acme.nhi');
  system = createTestSystem({ files: nodeFiles });
});

afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

describe('a snapshot', () => {
  it('and the tail of the journal are the workspace', async () => {
    const shown = await withTail();
    const again = await open();
    expect(digest(again)).toBe(shown);
    expect(system.log.lines).toEqual([]);
    expect(again.identity(1)).toEqual(anIdentity({ name: 'beta', status: 'disabled' }));
    expect([again.raw(0, 0), again.raw(1, 0)]).toEqual([{ name: 'alpha' }, { name: 'beta' }]);
    expect(again.tenants.get(aTenant().id)).toEqual(aTenant());
    expect(again.ledger.asOf).toBe(testNow);
    const unit = await again.begin();
    expect(unit.seenRecord(aTenant(), 'k', 'v')).toBe(true);
    await unit.rollback();
    expect(await again.snapshotNow()).toBe(false);
    await again.close();
  });

  it('that is older than a moment is used for it, and a younger one is not', async () => {
    const shown = await withTail();
    const records = 3;
    const past = (seq: number) =>
      openWorkspace(system, folder, { ...projector, readOnly: true, human: 'a', client: 't', until: { seq } });
    const [after, before] = [await past(records), await past(1)];
    expect(digest(after)).toBe(shown);
    expect([before.identities.length, before.activity.length]).toEqual([0, 1]);
    expect(system.log.lines).toEqual(['info the snapshot is not used: it shows record 2, which came later']);
    await after.close();
    await before.close();
  });

  it('is written on closing when it is worth it', async () => {
    const workspace = await open();
    await fill(workspace);
    await workspace.close();
    expect(nodeFiles.exists(snapshot())).toBe(true);
    const reader = await openWorkspace(system, folder, { ...projector, readOnly: true, human: 'a', client: 't' });
    expect([reader.identities.length, reader.activity.length]).toEqual([3, events + 2]);
    await reader.close();
  });

  it('opens in any SQLite tool', async () => {
    await withTail();
    const database = new sql.Database(readFileSync(snapshot()));
    const rows = (query: string): unknown => database.exec(query)[0]?.values;
    expect(rows('SELECT vendor, name FROM tenant')).toEqual([['keycloak', 'test']]);
    expect(rows('SELECT name, kind, status, never_expires, created_at FROM identity ORDER BY name LIMIT 1')).toEqual([
      ['alpha', 'service_account', 'active', 0, '2025-02-07T12:04:00.000Z'],
    ]);
    expect(rows('SELECT count(*) FROM identity WHERE score BETWEEN 1 AND 100 AND band IS NOT NULL')).toEqual([[3]]);
    expect(rows('SELECT kind, fingerprint FROM credential LIMIT 1')).toEqual([
      ['client_secret', 'sha256:0123456789ab'],
    ]);
    expect(rows('SELECT resource, scope FROM grant_scope LIMIT 1')).toEqual([['orders-api', 'orders:read']]);
    expect(rows('SELECT count(*), count(journal_seq) FROM activity')).toEqual([[events + 2, 2]]);
    expect(rows('SELECT seq, action FROM journal')).toEqual([
      [1, 'workspace.created'],
      [2, 'import.committed'],
    ]);
    expect(rows('SELECT name, as_of FROM workspace')).toEqual([['Acme', '2026-03-14T12:04:00.000Z']]);
    expect(rows('PRAGMA user_version')).toEqual([[migrations.at(-1)?.version]]);
    database.close();
  });

  it('that is deleted costs time and nothing else', async () => {
    const shown = await withTail();
    rmSync(snapshot());
    const again = await open();
    expect(digest(again)).toBe(shown);
    await again.close();
  });

  it.each<[string, () => void]>([
    ['empty', () => writeFileSync(snapshot(), '')],
    ['no database', () => writeFileSync(snapshot(), 'x'.repeat(9000))],
    ['cut short', () => writeFileSync(snapshot(), readFileSync(snapshot()).subarray(0, 20_000))],
    [
      'changed in a column',
      () => edit("UPDATE column_chunk SET data = zeroblob(length(data)) WHERE name = 'identity.seq'"),
    ],
    ['without a column', () => edit("DELETE FROM column_chunk WHERE name = 'identity.seq'")],
    ['of another workspace', () => edit("UPDATE meta SET value = 'wsp_other' WHERE name = 'workspace'")],
    ['of another history', () => edit("UPDATE meta SET value = '00' WHERE name = 'head'")],
    ['ahead of the journal', () => edit("UPDATE meta SET value = 99 WHERE name = 'seq'")],
    ['of another format', () => edit("UPDATE meta SET value = 0 WHERE name = 'format'")],
  ])('that is %s costs time and nothing else', async (_what, spoil) => {
    const shown = await withTail();
    spoil();
    const again = await open();
    expect(digest(again)).toBe(shown);
    expect(system.log.lines).toEqual([expect.stringMatching(/^info the snapshot (is not used|does not belong)/)]);
    await again.close();
  });
});

function edit(statement: string): void {
  const database = new sql.Database(readFileSync(snapshot()));
  database.run(statement);
  writeFileSync(snapshot(), database.export());
  database.close();
}

describe('migrations', () => {
  it('have ascending versions and bring an older file up to date', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, at) => at + 1));
    const fromEmpty = openDatabase(sql);
    const tables = 'SELECT name, sql FROM sqlite_master ORDER BY name';
    for (const upTo of [0, ...migrations.map(({ version }) => version)]) {
      const old = new sql.Database();
      for (const { version, sql: text } of migrations) {
        if (version <= upTo) old.run(text);
      }
      old.run(`PRAGMA user_version = ${upTo}`);
      const updated = openDatabase(sql, old.export());
      expect(updated.exec(tables)).toEqual(fromEmpty.exec(tables));
    }
  });
});
