// The workspace of the issue: 100,000 identities and 1,000,000 events, made once a run and used by every bench.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projector } from '#engine/projector.ts';
import { type OpenOptions, openWorkspace } from '#engine/store/open-workspace.ts';
import type { UnitOfWork } from '#engine/store/store.ts';
import { createNodeSystem } from '#engine/system/node-system.ts';
import type { Identity } from '#shared/model/identity.ts';
import { aTenant, testNow } from '#test/support/builders.ts';
import { createTestLog, sourceEntries } from '#test/support/test-system.ts';
import { generatedActivity, generatedIdentity } from './generated-company.ts';
import { timed } from './measure.ts';

const log = createTestLog();
export const system = createNodeSystem({ log, entries: sourceEntries });
export const openOptions: OpenOptions = {
  ...projector,
  readOnly: false,
  human: 'analyst',
  client: 'bench',
  create: true,
  asOf: testNow,
};
const entry = { action: 'import.committed', object: 'generated', human: 'analyst', client: 'bench', data: {} } as const;

export interface Generated {
  readonly folder: string;
  readonly identities: number;
  readonly events: number;
  /** Rows a second while it was made: staged, journalled, flushed. */
  readonly rates: { readonly identities: number; readonly events: number };
}

/** Sizes can be made smaller for a trial: NHI_BENCH_SCALE=0.01. */
const scale = Number(process.env['NHI_BENCH_SCALE'] ?? 1);

let made: Promise<Generated> | null = null;

export function generatedWorkspace(): Promise<Generated> {
  made ??= makeWorkspace(Math.round(100_000 * scale), Math.round(1_000_000 * scale));
  return made;
}

/** It is removed when the run ends. */
export async function makeWorkspace(
  identities: number,
  events: number,
  identityOf: (i: number) => Identity = generatedIdentity,
): Promise<Generated> {
  const parent = mkdtempSync(join(tmpdir(), 'nhi-bench-'));
  process.once('exit', () => rmSync(parent, { recursive: true, force: true }));
  const folder = join(parent, 'Bench.nhi');
  const workspace = await openWorkspace(system, folder, openOptions);
  const put = async (count: number, one: (unit: UnitOfWork, i: number) => void): Promise<number> => {
    const unit = await workspace.begin();
    const ms = await timed(async () => {
      for (let i = 0; i < count; i += 1) {
        one(unit, i);
        if (i % 5000 === 4999) await unit.drain();
      }
      await unit.commit(entry);
    });
    return count / (ms / 1000);
  };
  const tenant = aTenant();
  const rates = {
    identities: await put(identities, (unit, i) => {
      const identity = identityOf(i);
      unit.seenRecord(tenant, identity.externalId, identity.externalId);
      unit.putIdentity(identity, [{ clientId: identity.externalId, enabled: true }]);
    }),
    events: await put(events, (unit, i) => unit.putActivity(generatedActivity(i, identities), tenant)),
  };
  await workspace.snapshotNow();
  await workspace.close();
  for (const line of log.lines) process.stderr.write(`${line}\n`);
  return { folder, identities, events, rates };
}
