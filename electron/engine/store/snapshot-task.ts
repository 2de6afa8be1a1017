import initSqlJs, { type Database } from 'sql.js';
import { openJournal } from '#engine/journal/journal.ts';
import type { System } from '#engine/system/system.ts';
import { createDetails } from './details.ts';
import { openObjects } from './objects.ts';
import { Projection } from './projection.ts';
import { replay } from './replay.ts';
import type { SnapshotAnswer, SnapshotTask } from './snapshot.ts';
import { openDatabase, readChunks, writeChunks } from './snapshot-file.ts';
import { writeTables } from './snapshot-tables.ts';
import type { Projector } from './staging.ts';
import { readWorkspaceFile } from './workspace-file.ts';
import { snapshotName } from './workspace-folder.ts';

/** What the worker's entry file knows and the store must not: scoring, words, and where the wasm file lies. */
export interface SnapshotTools extends Projector {
  /** sql-wasm.wasm. */
  readonly wasm: Uint8Array<ArrayBuffer>;
  readonly ownerStates: readonly string[];
  /** First 6 hex digits of the policy that `derive` scores by. */
  policy(projection: Projection): string;
  /** Fills the derived columns, so that the readable tables have scores. */
  derive(projection: Projection): void;
}

/** Runs inside the snapshot worker: everything that sql.js allocates dies with it. */
export async function runSnapshotTask(
  system: System,
  asked: SnapshotTask,
  tools: SnapshotTools,
): Promise<SnapshotAnswer> {
  // A copy in a buffer of its own: sql.js takes nothing smaller than a whole ArrayBuffer.
  const sql = await initSqlJs({ wasmBinary: new Uint8Array(tools.wasm).buffer });
  const { folder } = asked;
  const path = system.files.join(folder, snapshotName);
  if (asked.task === 'load') {
    const database = new sql.Database(system.files.readSync(path));
    try {
      return { t: 'loaded', ...readChunks(database, system.hash, asked.until) };
    } finally {
      database.close();
    }
  }
  const database = openDatabase(sql);
  try {
    const seq = await fill(system, folder, tools, database);
    await system.files.writeAtomic(path, database.export());
    return { t: 'written', seq };
  } finally {
    database.close();
  }
}

/** Replays the journal from its beginning, as it stands now: a snapshot never inherits the faults of the one before. */
async function fill(system: System, folder: string, tools: SnapshotTools, database: Database): Promise<number> {
  const file = readWorkspaceFile(system, folder);
  const objects = await openObjects(system, folder, { readOnly: true });
  const journal = await openJournal(system, folder, { readOnly: true, objects });
  try {
    const projection = new Projection(tools, '');
    const record = (seq: number) => {
      const [found] = journal.list(seq - 1, 1);
      if (!found) throw new Error(`the journal has no record ${seq}`);
      return found;
    };
    const details = createDetails(projection.identities, { objects, record });
    await replay(projection, details, { journal, objects });
    const { seq } = projection;
    const meta = { workspace: file.id, seq, head: journal.head, policy: tools.policy(projection) };
    writeChunks(database, projection.chunks(), meta, system.hash);
    tools.derive(projection);
    const records = function* () {
      for (let first = 0; first < seq; first += recordsAtOnce)
        yield* journal.list(first, Math.min(recordsAtOnce, seq - first));
    };
    writeTables(database, {
      projection,
      file,
      identity: details.identity,
      records,
      ownerStates: tools.ownerStates,
    });
    return seq;
  } finally {
    await journal.close();
    objects.close();
  }
}

const recordsAtOnce = 200;
