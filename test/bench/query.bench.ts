// A query of five terms over 100,000 identities, beside the same filter as a loop written by hand over the same columns and
// the same as SQL in native SQLite; and what the window asks at every key: completion.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identityColumnsOf } from '#engine/projections/columns-of.ts';
import { emptyPicture } from '#engine/projections/empty-picture.ts';
import { identityLanguage } from '#engine/projections/fields/identity.ts';
import type { Picture } from '#engine/projections/picture.ts';
import { projector } from '#engine/projector.ts';
import { compile } from '#engine/query/compile.ts';
import { complete } from '#engine/query/complete.ts';
import { openWorkspace } from '#engine/store/open-workspace.ts';
import { createNodeSystem } from '#engine/system/node-system.ts';
import { ownerStates } from '#shared/contract/values.ts';
import { dayMs } from '#shared/lib/duration.ts';
import { identityKinds } from '#shared/model/identity.ts';
import { testNow } from '#test/support/builders.ts';
import { createTestLog, sourceEntries } from '#test/support/test-system.ts';
import { generatedIdentity } from './generated-company.ts';
import { type BenchRow, compare, inTurns, noGoal } from './measure.ts';
import { nativeDatabase } from './native-sqlite.ts';

const rounds = 41;
const warmUp = 10;

async function generatedPicture(
  folder: string,
  identities: number,
): Promise<{ picture: Picture; close(): Promise<void> }> {
  const by = { human: 'analyst', client: 'bench' };
  const system = createNodeSystem({ log: createTestLog(), entries: sourceEntries });
  const workspace = await openWorkspace(system, folder, {
    ...projector,
    ...by,
    readOnly: false,
    create: true,
    asOf: testNow,
  });
  const unit = await workspace.begin();
  for (let i = 0; i < identities; i += 1) {
    unit.putIdentity(generatedIdentity(i), []);
    if (i % 5000 === 4999) await unit.drain();
  }
  await unit.commit({ ...by, action: 'import.committed', object: 'generated', data: {} });
  return {
    picture: { ...emptyPicture(testNow), identities: identityColumnsOf(workspace) },
    // The snapshot would take longer than all that is measured.
    close: () => workspace.close(AbortSignal.abort()),
  };
}

const text = 'kind:agent,api_key unused:>30d lifetime:>1min scope:stock:* -owner:none';

function byQuery(picture: Picture, found: Uint32Array): number {
  const compiled = compile(identityLanguage, text);
  const test = compiled.ok ? compiled.value.test?.(picture) : undefined;
  if (!test) throw new Error('the query of the bench is none');
  let count = 0;
  for (let row = 0; row < picture.identities.length; row += 1) {
    if (!test(row)) continue;
    found[count] = row;
    count += 1;
  }
  return count;
}

function byHand({ identities, now }: Picture, found: Uint32Array): number {
  const { kind, owner, lastUsedAt, createdAt, lifetime, texts, length } = identities;
  const [agent, apiKey] = [identityKinds.indexOf('agent'), identityKinds.indexOf('api_key')];
  const none = ownerStates.indexOf('none');
  const { codes, textsAt } = texts.scope;
  // Few sets of scopes over many rows: each is looked at once.
  const known: boolean[] = [];
  const before = now - 30 * dayMs;
  let count = 0;
  for (let row = 0; row < length; row += 1) {
    if (kind[row] !== agent && kind[row] !== apiKey) continue;
    if (!((lastUsedAt[row] ?? 0) < before) || (createdAt[row] ?? 0) >= before) continue;
    if (!((lifetime[row] ?? 0) > 60) || owner[row] === none) continue;
    const code = codes[row] ?? 0;
    known[code] ??= textsAt(code).some((scope) => scope.startsWith('stock:'));
    if (!known[code]) continue;
    found[count] = row;
    count += 1;
  }
  return count;
}

/** The same question as SQL, of a row each and a table of who holds what, with an index on it. */
async function inSqlite({ identities, now }: Picture): Promise<{ ask(): number; close(): void }> {
  const database = await nativeDatabase();
  database.exec(`CREATE TABLE identity (id INTEGER PRIMARY KEY, kind INT, owner INT, lastUsedAt REAL, createdAt REAL, lifetime REAL);
    CREATE TABLE holds (scope TEXT, id INT);
    BEGIN`);
  const { kind, owner, lastUsedAt, createdAt, lifetime, texts, length } = identities;
  const put = database.prepare('INSERT INTO identity VALUES (?, ?, ?, ?, ?, ?)');
  const hold = database.prepare('INSERT INTO holds VALUES (?, ?)');
  const known = (value: number | undefined): number | null =>
    value === undefined || Number.isNaN(value) ? null : value;
  for (let row = 0; row < length; row += 1) {
    const numbers = [kind[row], owner[row], lastUsedAt[row], createdAt[row], lifetime[row]];
    put.run(row, ...numbers.map(known));
    for (const scope of texts.scope.textsAt(texts.scope.codes[row] ?? 0)) hold.run(scope, row);
  }
  database.exec('COMMIT; CREATE INDEX held ON holds (id, scope); ANALYZE');
  const kinds = [identityKinds.indexOf('agent'), identityKinds.indexOf('api_key')];
  const before = now - 30 * dayMs;
  const statement = database.prepare(`SELECT id FROM identity
    WHERE kind IN (${kinds.join()}) AND lastUsedAt < ? AND createdAt < ? AND lifetime > 60 AND owner <> ?
      AND EXISTS (SELECT 1 FROM holds WHERE holds.id = identity.id AND scope >= 'stock:' AND scope < 'stock;')`);
  const values = [before, before, ownerStates.indexOf('none')];
  return { ask: () => statement.all(...values).length, close: () => database.close() };
}

/** Sizes can be made smaller for a trial: NHI_BENCH_SCALE=0.01. */
export async function run(scale: number = Number(process.env['NHI_BENCH_SCALE'] ?? 1)): Promise<BenchRow[]> {
  const identities = Math.round(100_000 * scale);
  const parent = mkdtempSync(join(tmpdir(), 'nhi-bench-'));
  try {
    const { picture, close } = await generatedPicture(join(parent, 'Bench.nhi'), identities);
    const found = new Uint32Array(identities);
    const [query, hand] = [byQuery(picture, found), byHand(picture, found)];
    if (query !== hand || query === 0) throw new Error(`${query} rows by the query, ${hand} by hand`);
    const [asked, looped] = await inTurns(
      rounds,
      () => byQuery(picture, found),
      () => byHand(picture, found),
      warmUp,
    );
    const sqlite = await inSqlite(picture);
    if (sqlite.ask() !== query) throw new Error(`${query} rows by the query, ${sqlite.ask()} by SQL`);
    const [compiled, selected] = await inTurns(rounds, () => byQuery(picture, found), sqlite.ask, warmUp);
    sqlite.close();
    const [completed, again] = await inTurns(
      rounds,
      () => complete(identityLanguage, picture, 'kind:agent scope:', 17),
      () => byHand(picture, found),
      warmUp,
    );
    await close();
    const size = identities.toLocaleString('en');
    return [
      compare(
        'C',
        `five terms over ${size} identities, parsed and compiled, against the same loop by hand`,
        'ms',
        noGoal(),
        asked,
        looped,
      ),
      compare(
        'C',
        `five terms over ${size} identities, parsed and compiled, against the same as SQL in native SQLite`,
        'ms',
        noGoal(),
        compiled,
        selected,
      ),
      compare(
        'C',
        `completion of a scope with counts over ${size} identities, against that loop`,
        'ms',
        noGoal(),
        completed,
        again,
      ),
    ];
  } finally {
    rmSync(parent, { recursive: true });
  }
}
