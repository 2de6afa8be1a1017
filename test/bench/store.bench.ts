// GOAL C of PERFORMANCE: a generated workspace beside SQLite, sql.js and bare loops over typed arrays.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import initSqlJs, { type SqlJsStatic } from 'sql.js';
import { recordingOf, shows } from '#engine/catalogue/exercises.ts';
import { derive } from '#engine/jobs/derive.ts';
import { activityColumnsOf, identityColumnsOf } from '#engine/projections/columns-of.ts';
import { emptyPicture } from '#engine/projections/empty-picture.ts';
import { inventoryGrid } from '#engine/projections/inventory.ts';
import type { Picture } from '#engine/projections/picture.ts';
import { timelineView } from '#engine/projections/timeline.ts';
import { classifierOf, projector } from '#engine/projector.ts';
import { preparePolicy, standardPolicy } from '#engine/scoring/policy.ts';
import { type OpenOptions, openWorkspace } from '#engine/store/open-workspace.ts';
import type { Workspace } from '#engine/store/store.ts';
import { createNodeSystem } from '#engine/system/node-system.ts';
import { timelineFilter } from '#shared/contract/charts.ts';
import { inventoryFilter } from '#shared/contract/values.ts';
import { aTenant, testNow } from '#test/support/builders.ts';
import { createTestLog, sourceEntries } from '#test/support/test-system.ts';
import { generatedActivity, generatedIdentity } from './generated-company.ts';

interface BenchRow {
  readonly goal: 'C';
  readonly case: string;
  readonly ours: number;
  readonly peer: number;
  readonly ratio: number;
  readonly unit: string;
  readonly goalText: string;
}

const log = createTestLog();
const system = createNodeSystem({ log, entries: sourceEntries });
const options: OpenOptions = {
  ...projector,
  readOnly: false,
  human: 'analyst',
  client: 'bench',
  create: true,
  asOf: testNow,
};
const entry = { action: 'import.committed', object: 'generated', human: 'analyst', client: 'bench', data: {} } as const;

const row = (name: string, ours: number, peer: number, unit: string, goalText: string): BenchRow => ({
  goal: 'C',
  case: name,
  ours,
  peer,
  ratio: ours / peer,
  unit,
  goalText,
});
const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;

async function ms(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Medians of `rounds` turns of each, in turns. */
async function inTurns(rounds: number, ours: () => unknown, peer: () => unknown): Promise<[number, number]> {
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    times[0].push(await ms(ours));
    times[1].push(await ms(peer));
  }
  return [median(times[0]), median(times[1])];
}

/** node:sqlite is there from Node 22.5 on, which the types of Node 20 do not know. */
interface Sqlite {
  exec(text: string): void;
  prepare(text: string): { run(...values: unknown[]): unknown; all(...values: unknown[]): unknown[] };
  close(): void;
}
function openSqlite(path: string): Sqlite {
  // See Sqlite.
  const { DatabaseSync } = createRequire(import.meta.url)('node:sqlite') as {
    DatabaseSync: new (path: string) => Sqlite;
  };
  return new DatabaseSync(path);
}

async function fill(
  folder: string,
  identities: number,
  events: number,
): Promise<{ identities: number; events: number }> {
  const workspace = await openWorkspace(system, folder, options);
  const put = async (
    count: number,
    one: (unit: Awaited<ReturnType<Workspace['begin']>>, i: number) => void,
  ): Promise<number> => {
    const unit = await workspace.begin();
    const time = await ms(async () => {
      for (let i = 0; i < count; i++) {
        one(unit, i);
        if (i % 5000 === 4999) await unit.drain();
      }
      await unit.commit(entry);
    });
    return count / (time / 1000);
  };
  const tenant = aTenant();
  const rates = {
    identities: await put(identities, (unit, i) => {
      const identity = generatedIdentity(i);
      unit.seenRecord(tenant, identity.externalId, identity.externalId);
      unit.putIdentity(identity, [{ clientId: identity.externalId, enabled: true }]);
    }),
    events: await put(events, (unit, i) => unit.putActivity(generatedActivity(i, identities), tenant)),
  };
  const snapshot = await ms(() => workspace.snapshotNow());
  for (const line of log.lines) process.stderr.write(`${line}\n`);
  process.stderr.write(`snapshot written in ${Math.round(snapshot)} ms\n`);
  await workspace.close();
  return rates;
}

/** The same rows into SQLite, in one transaction each, with the indexes that its own queries would need. */
function fillSqlite(
  path: string,
  identities: number,
  events: number,
): { database: Sqlite; identities: number; events: number } {
  const database = openSqlite(path);
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    CREATE TABLE identity (id TEXT PRIMARY KEY, name TEXT, kind TEXT, tenant TEXT, status TEXT, environment TEXT, owner TEXT,
      created_at REAL, last_used_at REAL, score REAL, detail TEXT, raw TEXT);
    CREATE INDEX identity_score ON identity (score, id); CREATE INDEX identity_name ON identity (name);
    CREATE TABLE activity (at REAL, human TEXT, live INTEGER, agent TEXT, client TEXT, action TEXT, object TEXT, decision INTEGER,
      reason TEXT, trace TEXT, tenant TEXT, seq INTEGER);
    CREATE INDEX activity_at ON activity (at); CREATE INDEX activity_human ON activity (human, at); CREATE INDEX activity_agent ON activity (agent, at);`);
  const rate = (count: number, statement: string, values: (i: number) => unknown[]): number => {
    const prepared = database.prepare(statement);
    const start = performance.now();
    database.exec('BEGIN');
    for (let i = 0; i < count; i++) prepared.run(...values(i));
    database.exec('COMMIT');
    return count / ((performance.now() - start) / 1000);
  };
  const slots = (count: number): string => Array(count).fill('?').join(',');
  return {
    database,
    identities: rate(identities, `INSERT INTO identity VALUES (${slots(12)})`, (i) => {
      const of = generatedIdentity(i);
      const owner = (Array.isArray(of.owners) ? of.owners[0]?.name : undefined) ?? '';
      return [
        of.id,
        of.name,
        of.kind,
        of.tenant.id,
        of.status,
        'prod',
        owner,
        of.createdAt,
        of.lastUsedAt,
        i % 100,
        JSON.stringify(of),
        JSON.stringify({ clientId: of.externalId, enabled: true }),
      ];
    }),
    events: rate(events, `INSERT INTO activity VALUES (${slots(12)})`, (i) => {
      const of = generatedActivity(i, identities);
      return [
        of.at,
        of.human?.name ?? null,
        of.humanLive ? 1 : 0,
        of.agents.at(-1)?.name ?? null,
        of.client?.name ?? null,
        of.action,
        of.object,
        of.decision === 'denied' ? 1 : 0,
        of.reason,
        of.trace,
        'ten_testtenanta2',
        0,
      ];
    }),
  };
}

function pictureOf(workspace: Workspace): Picture {
  return { ...emptyPicture(testNow), identities: identityColumnsOf(workspace), activity: activityColumnsOf(workspace) };
}

async function opening(folder: string, sql: SqlJsStatic): Promise<[BenchRow, Workspace]> {
  const workspaces: Workspace[] = [];
  const [ours, peer] = await inTurns(
    3,
    async () => {
      await workspaces.pop()?.close();
      workspaces.push(await openWorkspace(system, folder, options));
    },
    () => {
      const database = new sql.Database(readFileSync(join(folder, 'snapshot.sqlite')));
      database.exec('SELECT sum(length(data)) FROM column_chunk');
      database.close();
    },
  );
  const [workspace] = workspaces;
  if (!workspace) throw new Error('no workspace was opened');
  return [
    row('open from snapshot, journal checked, against sql.js reading the same file', ours, peer, 'ms', 'no figure yet'),
    workspace,
  ];
}

async function pages(workspace: Workspace, folder: string, sql: SqlJsStatic): Promise<BenchRow[]> {
  const database = new sql.Database(readFileSync(join(folder, 'snapshot.sqlite')));
  database.run('CREATE INDEX identity_score ON identity (score, id)');
  const statement = database.prepare(
    `SELECT * FROM identity WHERE kind <> 'human' AND status = 'active' AND (score, id) < (?, ?) ORDER BY score DESC, id DESC LIMIT 100`,
  );
  const keyset = (): void => {
    statement.bind([60, 'idn_m']);
    while (statement.step()) statement.get();
  };
  const filter = inventoryFilter.parse({ statuses: ['active'] });
  let picture = pictureOf(workspace);
  const page = (first: number) =>
    inventoryGrid(picture, { filter, sort: { by: 'score', descending: true }, first, count: 100 });
  page(0);
  const [next, keysetTime] = await inTurns(50, () => page(30_000), keyset);
  const [cold, coldPeer] = await inTurns(
    5,
    () => {
      picture = pictureOf(workspace);
      page(30_000);
    },
    () =>
      database.exec(
        `SELECT * FROM identity WHERE kind <> 'human' AND status = 'active' ORDER BY score DESC, id DESC LIMIT 100 OFFSET 30000`,
      ),
  );
  statement.free();
  database.close();
  return [
    row('next page of 100 in a filtered, sorted grid, against a sql.js keyset page', next, keysetTime, 'ms', '<= 2x'),
    row(
      'first filter and sort of the whole grid and a page, against sql.js with OFFSET',
      cold,
      coldPeer,
      'ms',
      'no figure yet',
    ),
  ];
}

async function histograms(workspace: Workspace, sqlite: Sqlite): Promise<BenchRow[]> {
  const hour = 3_600_000;
  const { at, decision } = workspace.activity.columns;
  const bare = (): void => {
    const counts = new Uint32Array(24 * 400);
    const times = at.view();
    const denied = decision.view();
    for (let i = 0; i < times.length; i++) {
      const slot = Math.max(0, Math.min(4799, ((testNow - (times[i] ?? 0)) / hour) | 0)) * 2 + (denied[i] ?? 0);
      counts[slot] = (counts[slot] ?? 0) + 1;
    }
  };
  const filter = timelineFilter.parse({ from: null, to: null });
  const whole = (): void => void timelineView(pictureOf(workspace), { filter, buckets: 144, lanes: 8 });
  const inSql = (): void =>
    void sqlite.prepare(`SELECT cast(at / ${hour} AS INTEGER), decision, count(*) FROM activity GROUP BY 1, 2`).all();
  const [ours, loop] = await inTurns(5, whole, bare);
  const [again, query] = await inTurns(3, whole, inSql);
  return [
    row(
      'whole timeline (three lanes, brush, marks), against one bare histogram loop',
      ours,
      loop,
      'ms',
      '<= 3x is asked of a histogram alone',
    ),
    row(
      'whole timeline, against one uncovered histogram in node:sqlite',
      again,
      query,
      'ms',
      '<= 0.02x is asked of a histogram alone',
    ),
  ];
}

async function rescoring(workspace: Workspace): Promise<BenchRow> {
  const policy = preparePolicy(standardPolicy, system.hash.sha256);
  const context = {
    now: testNow,
    limits: policy.data.limits,
    classify: classifierOf(workspace.ledger.classifications),
    project: (identity: Parameters<typeof projector.project>[0]) => projector.project(identity, workspace.ledger),
    scoreIf: () => 0,
    whoIs: () => null,
    leftovers: () => [],
    incidentOf: () => null,
  };
  const facts = workspace.identities.facts();
  const columns = Object.values(facts);
  const [ours, peer] = await inTurns(
    5,
    () => derive(workspace, { policy, now: testNow, context, actions: { shows, recordingOf } }),
    () => {
      const sums = new Float64Array(workspace.identities.length);
      for (const column of columns)
        for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] ?? 0) + 0.5 * (column[i] ?? 0);
    },
  );
  return row(
    'reach, owners, scores and findings of all, against a bare weighted sum of all columns',
    ours,
    peer,
    'ms',
    '<= 2x is asked of scores alone',
  );
}

/** Sizes can be made smaller for a trial: NHI_BENCH_SCALE=0.01. */
export async function run(scale: number = Number(process.env['NHI_BENCH_SCALE'] ?? 1)): Promise<BenchRow[]> {
  const identities = Math.round(100_000 * scale);
  const events = Math.round(1_000_000 * scale);
  const parent = mkdtempSync(join(tmpdir(), 'nhi-bench-'));
  const folder = join(parent, 'Bench.nhi');
  const sql = await initSqlJs();
  try {
    const ours = await fill(folder, identities, events);
    const sqlite = fillSqlite(join(parent, 'peer.sqlite'), identities, events);
    const rows = [
      row(
        'import of identities with details and source records',
        ours.identities,
        sqlite.identities,
        'rows/s',
        '>= 0.45x node:sqlite',
      ),
      row('import of events', ours.events, sqlite.events, 'rows/s', '>= 0.45x node:sqlite'),
    ];
    const [opened, workspace] = await opening(folder, sql);
    rows.push(
      opened,
      ...(await pages(workspace, folder, sql)),
      ...(await histograms(workspace, sqlite.database)),
      await rescoring(workspace),
    );
    sqlite.database.close();
    await workspace.close();
    return rows;
  } finally {
    rmSync(parent, { recursive: true });
  }
}
