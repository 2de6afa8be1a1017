import { type Journal, openJournal } from '#engine/journal/journal.ts';
import { type JournalMoment, journalUpTo, recordAt as momentAt } from '#engine/journal/journal-up-to.ts';
import type { System } from '#engine/system/system.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { JournalAction, JournalRecord } from '#shared/model/journal-record.ts';
import { createDetails, type Details } from './details.ts';
import { createLiveWorkspace } from './live-workspace.ts';
import { acquireLock, type Lock } from './lock.ts';
import { type Objects, openObjects } from './objects.ts';
import { Projection } from './projection.ts';
import { type Replaying, replay } from './replay.ts';
import { askSnapshotWorker, type SnapshotMeta, snapshotFormat } from './snapshot.ts';
import type { Projector } from './staging.ts';
import type { Past, Workspace } from './store.ts';
import { readWorkspaceFile, type WorkspaceFile } from './workspace-file.ts';
import {
  birthData,
  fingerprintKeyOf,
  isWithoutJournal,
  makeFolder,
  mustBeMade,
  snapshotName,
} from './workspace-folder.ts';

export interface OpenOptions extends Projector, Replaying {
  /** No lock is taken and no byte is changed. */
  readonly readOnly: boolean;
  /** Who opens it, for the records that opening itself may write. */
  readonly human: string;
  readonly client: string;
  /** Makes the workspace where the folder is absent or empty. */
  readonly create?: boolean;
  /** Of a workspace that is made. */
  readonly asOf?: Instant;
  readonly isDemo?: boolean;
  /** false: replays the whole journal, whatever snapshot lies there. */
  readonly useSnapshot?: boolean;
  /** Shows what was then; read-only alone. Refuses with record.absent, workspace.damaged. */
  readonly until?: JournalMoment;
  /** Shows what was after each of these records, ascending, on the way to `until`; valid while `visit` runs. */
  readonly passing?: { readonly seqs: readonly number[]; visit(then: Workspace): void };
}

/**
 * Opens a workspace folder. Refusals: workspace.absent, not_a_workspace, newer, not_empty, damaged `{seq}`, held `{pid}`.
 * A snapshot that is missing, stale, foreign or spoilt is never a refusal: the journal is replayed instead.
 */
export async function openWorkspace(system: System, path: string, options: OpenOptions): Promise<Workspace> {
  if (options.until !== undefined && !options.readOnly) throw new Error('what was is open to be read alone');
  const folder = system.files.absolute(path);
  const make = options.create === true && !options.readOnly && mustBeMade(system, folder);
  if (!make) readWorkspaceFile(system, folder);
  if (options.readOnly) return openFolder(system, folder, options, null);
  if (make) await system.files.makeFolder(folder);
  const lock = await acquireLock(system, folder);
  try {
    // Whoever held the lock a moment ago may have made it meanwhile.
    if (make && mustBeMade(system, folder)) await makeFolder(system, folder);
    return await openFolder(system, folder, options, lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function openFolder(system: System, folder: string, options: OpenOptions, lock: Lock | null): Promise<Workspace> {
  const { readOnly } = options;
  const file = readWorkspaceFile(system, folder);
  const create = isWithoutJournal(system, folder);
  if (create && readOnly) {
    throw new AppError('workspace.not_a_workspace', 'Making this workspace was cut short: it is empty.', {
      hint: 'Open it for writing once.',
    });
  }
  const projection = new Projection(options, await fingerprintKeyOf(system, folder, readOnly));
  const objects = await openObjects(system, folder, { readOnly });
  const whole = await openJournal(system, folder, {
    readOnly,
    create,
    objects,
    ...(lock === null ? {} : { mayWrite: lock.stillOurs }),
  }).catch((error: unknown) => {
    objects.close();
    throw error;
  });
  try {
    const until = options.until === undefined ? null : momentAt(whole, options.until);
    const journal = until === null ? whole : journalUpTo(whole, until);
    const snapshot =
      options.useSnapshot === false || options.passing !== undefined
        ? null
        : await loadSnapshot(system, folder, file, until);
    const details = createDetails(projection.identities, { objects, record: (seq) => recordAt(journal, seq) });
    const loaded =
      snapshot !== null &&
      snapshot.meta.head === journal.list(snapshot.meta.seq - 1, 1)[0]?.hash &&
      takeSnapshot(system, projection, details, snapshot.chunks);
    if (snapshot !== null && !loaded)
      system.log.info('the snapshot does not belong to this journal; it is made anew from it');
    const fresh = loaded ? projection : new Projection(options, projection.ledger.fingerprintKey);
    const past = until === null ? null : pastOf(whole, until);
    return await live({ system, folder, options, lock, file, journal, objects, projection: fresh, past });
  } catch (error) {
    await whole.close();
    objects.close();
    throw error;
  }
}

interface Opened {
  readonly system: System;
  readonly folder: string;
  readonly options: OpenOptions;
  readonly lock: Lock | null;
  readonly file: WorkspaceFile;
  readonly journal: Journal;
  readonly objects: Objects;
  readonly projection: Projection;
  readonly past: Past | null;
}

function pastOf(whole: Journal, seq: number): Past {
  return { seq, at: Date.parse(recordAt(whole, seq).at), whole };
}

async function live(opened: Opened): Promise<Workspace> {
  const { options, lock, file, journal, objects, projection } = opened;
  const { human, client } = options;
  const details = createDetails(projection.identities, { objects, record: (seq) => recordAt(journal, seq) });
  const say = async (action: JournalAction, data: Readonly<Record<string, unknown>>): Promise<void> => {
    await journal.append({ human, agent: null, client, action, object: file.name, decision: 'allowed', data });
  };
  if (lock !== null) {
    if (journal.records === 0) await say('workspace.created', birthData(file, options.asOf, options.isDemo));
    if (journal.notices.length > 0) await say('workspace.recovered', { notices: journal.notices });
    if (lock.notice !== null) await say('workspace.lock_taken_over', { notice: lock.notice });
  }
  for (const seq of options.passing?.seqs ?? []) {
    const then = journalUpTo(journal, seq);
    const passed = await replay(projection, details, { journal: then, objects }, options);
    const past = pastOf(journal, seq);
    options.passing?.visit(createLiveWorkspace({ ...opened, journal: then, details, past, sinceSnapshot: passed }));
  }
  const sinceSnapshot = await replay(projection, details, { journal, objects }, options);
  return createLiveWorkspace({ ...opened, details, sinceSnapshot });
}

function recordAt(journal: Pick<Journal, 'list'>, seq: number): JournalRecord {
  const [record] = journal.list(seq - 1, 1);
  if (!record) throw new Error(`the journal has no record ${seq}`);
  return record;
}

/** `until`: one that was made after this record shows too much. */
async function loadSnapshot(
  system: System,
  folder: string,
  file: WorkspaceFile,
  until: number | null,
): Promise<{ readonly meta: SnapshotMeta; readonly chunks: Parameters<Projection['load']>[0] } | null> {
  if (!system.files.exists(system.files.join(folder, snapshotName))) return null;
  const answer = await askSnapshotWorker(system, { task: 'load', folder, until });
  if (answer.t === 'loaded' && answer.meta.workspace === file.id && answer.meta.format === snapshotFormat)
    return answer;
  const why = answer.t === 'failed' ? answer.message : 'it is of another workspace or version';
  system.log.info(`the snapshot is not used: ${why}`);
  return null;
}

/** How many rows of a snapshot are read from the journal as well, to see whether facts still mean the same. */
const samples = 32;

function takeSnapshot(
  system: System,
  projection: Projection,
  details: Details,
  chunks: Parameters<Projection['load']>[0],
): boolean {
  try {
    projection.load(chunks);
    const { length } = projection.identities;
    for (let i = 0; i < Math.min(samples, length); i++) {
      const row = Math.floor((i * length) / Math.min(samples, length));
      const now = projection.factsOf(details.identity(row));
      const kept = projection.identities.factsAt(row);
      for (const [name, value] of Object.entries(now)) {
        // A column may be narrower than a number: what it would hold is what counts.
        if (
          !Object.is(kept[name as keyof typeof kept], value) &&
          Math.fround(value) !== kept[name as keyof typeof kept]
        )
          return false;
      }
    }
    return true;
  } catch (error) {
    system.log.info(`the snapshot is not used: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}
