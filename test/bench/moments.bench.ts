// Two moments of 100,000 identities compared, beside the same by objects in a Map; and the whole, both replays included.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identityColumnsOf } from '#engine/projections/columns-of.ts';
import { compareMoments } from '#engine/projections/compare.ts';
import type { IdentityColumns } from '#engine/projections/picture.ts';
import { projector } from '#engine/projector.ts';
import { openWorkspace } from '#engine/store/open-workspace.ts';
import { createNodeSystem } from '#engine/system/node-system.ts';
import { dayMs } from '#shared/lib/duration.ts';
import { testNow } from '#test/support/builders.ts';
import { createTestLog, sourceEntries } from '#test/support/test-system.ts';
import { generatedIdentity } from './generated-company.ts';
import { type BenchRow, compare, inTurns, noGoal } from './measure.ts';

const rounds = 21;
const quietDays = 90;
const warmUp = 5;
const replays = 3;
const by = { human: 'analyst', client: 'bench' };
const system = createNodeSystem({ log: createTestLog(), entries: sourceEntries });

/** One commit of all, one in which every tenth was rotated and every thousandth is new. */
async function generate(folder: string, identities: number): Promise<void> {
  const workspace = await openWorkspace(system, folder, {
    ...projector,
    ...by,
    readOnly: false,
    create: true,
    asOf: testNow,
  });
  for (const isSecond of [false, true]) {
    const unit = await workspace.begin();
    for (let i = 0; i < identities; i += 1) {
      const identity = generatedIdentity(isSecond && i % 1000 === 0 ? identities + i : i);
      if (isSecond && i % 10 !== 0) continue;
      const credentials = identity.credentials.map((one) => (isSecond ? { ...one, rotatedAt: testNow - dayMs } : one));
      unit.putIdentity({ ...identity, credentials }, []);
      if (i % 5000 === 4999) await unit.drain();
    }
    await unit.commit({ ...by, action: 'import.committed', object: 'generated', data: {} });
  }
  await workspace.close(AbortSignal.abort());
}

async function moment(folder: string, until: number): Promise<{ columns: IdentityColumns; close(): Promise<void> }> {
  const workspace = await openWorkspace(system, folder, { ...projector, ...by, readOnly: true, until: { seq: until } });
  return { columns: identityColumnsOf(workspace), close: () => workspace.close() };
}

interface Plain {
  readonly tier: number | undefined;
  readonly scopes: number | undefined;
  readonly people: number | undefined;
  readonly rotatedAt: number | undefined;
  readonly lastUsedAt: number | undefined;
  readonly status: number | undefined;
}

function plainOf(columns: IdentityColumns): Map<string, Plain> {
  const plain = new Map<string, Plain>();
  for (let row = 0; row < columns.length; row += 1) {
    plain.set(columns.id(row), {
      tier: columns.tier[row],
      scopes: columns.scopesGranted[row],
      people: columns.customers[row],
      rotatedAt: columns.rotatedAt[row],
      lastUsedAt: columns.lastUsedAt[row],
      status: columns.status[row],
    });
  }
  return plain;
}

/** Whatever differs, member by member: how many identities. */
function byObjects(before: ReadonlyMap<string, Plain>, after: ReadonlyMap<string, Plain>): number {
  let count = 0;
  for (const [id, now] of after) {
    const then = before.get(id);
    if (then === undefined || JSON.stringify(then) !== JSON.stringify(now)) count += 1;
  }
  for (const id of before.keys()) if (!after.has(id)) count += 1;
  return count;
}

/** Sizes can be made smaller for a trial: NHI_BENCH_SCALE=0.01. */
export async function run(scale: number = Number(process.env['NHI_BENCH_SCALE'] ?? 1)): Promise<BenchRow[]> {
  const identities = Math.round(100_000 * scale);
  const size = identities.toLocaleString('en');
  const parent = mkdtempSync(join(tmpdir(), 'nhi-bench-'));
  const folder = join(parent, 'Bench.nhi');
  try {
    await generate(folder, identities);
    const [one, other] = [await moment(folder, 2), await moment(folder, 3)];
    const [before, after] = [one, other].map(({ columns }) => ({ now: testNow, identities: columns }));
    if (before === undefined || after === undefined) throw new Error('two moments were opened');
    const [plainBefore, plainAfter] = [plainOf(one.columns), plainOf(other.columns)];
    const found = compareMoments(before, after, quietDays).length;
    if (found === 0 || byObjects(plainBefore, plainAfter) === 0) throw new Error('the moments do not differ');
    const [columns, objects] = await inTurns(
      rounds,
      () => compareMoments(before, after, quietDays),
      () => byObjects(plainBefore, plainAfter),
      warmUp,
    );
    await one.close();
    await other.close();
    const [replayed, opened] = await inTurns(
      replays,
      async () => {
        const both = [await moment(folder, 2), await moment(folder, 3)];
        for (const each of both) await each.close();
      },
      async () => {
        const now = await openWorkspace(system, folder, { ...projector, ...by, readOnly: true, useSnapshot: false });
        await now.close();
      },
      1,
    );
    const seqs = [2, 3];
    const [passed, twice] = await inTurns(
      replays,
      async () => {
        const until = { seq: 3 };
        let seen = 0;
        const visit = (): void => {
          seen += 1;
        };
        const passing = { seqs, visit };
        const then = await openWorkspace(system, folder, { ...projector, ...by, readOnly: true, until, passing });
        await then.close();
        if (seen !== seqs.length) throw new Error('every moment is passed');
      },
      async () => {
        for (const seq of seqs) await (await moment(folder, seq)).close();
      },
      1,
    );
    return [
      compare(
        'C',
        `two moments of ${size} identities compared, against objects in a Map`,
        'ms',
        noGoal(),
        columns,
        objects,
      ),
      compare('C', `both moments replayed, against one opening without a snapshot`, 'ms', noGoal(), replayed, opened),
      compare('C', `both passed by one replay, as scores over time do, against two`, 'ms', noGoal(), passed, twice),
    ];
  } finally {
    rmSync(parent, { recursive: true });
  }
}
