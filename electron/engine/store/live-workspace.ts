import type { Journal } from '#engine/journal/journal.ts';
import type { System } from '#engine/system/system.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import type { JournalRecord } from '#shared/model/journal-record.ts';
import type { Details } from './details.ts';
import { headSigner, signerOf } from './exported-head.ts';
import { ledgerData } from './live-ledger.ts';
import type { Lock } from './lock.ts';
import type { Objects } from './objects.ts';
import { type Payload, PayloadWriter } from './payload-writer.ts';
import type { Projection } from './projection.ts';
import { factsOfAll } from './replay.ts';
import { askSnapshotWorker } from './snapshot.ts';
import type { Staging } from './staging.ts';
import type { Commit, JournalEntry, Past, Receipt, RecordEntry, Workspace } from './store.ts';
import { circumstancesIn } from './tables/activity.ts';
import { createUnit } from './unit-of-work.ts';
import type { WorkspaceFile } from './workspace-file.ts';

/** Above either a snapshot spares more time at the next opening than it costs now. */
const worthRows = 2_000;
const worthBytes = 5 * 1024 * 1024;
/**
 * Beyond this a snapshot takes many seconds and several hundred megabytes: too much for a window that is closing or a
 * command that is ending. `snapshotNow` makes it all the same, when there is time.
 */
const mostBytesOnClose = 192 * 1024 * 1024;
/** A snapshot begins when nothing was committed for so long, and no unit is open. */
const restMs = 2_000;
/** Commits of more identities are announced as `many`. */
const fewIdentities = 1_000;

interface LiveParts {
  readonly system: System;
  readonly folder: string;
  readonly lock: Lock | null;
  readonly file: WorkspaceFile;
  readonly journal: Journal;
  readonly objects: Objects;
  readonly projection: Projection;
  readonly details: Details;
  readonly past: Past | null;
  /** What was applied behind the snapshot that was loaded, if any. */
  readonly sinceSnapshot: { readonly rows: number; readonly bytes: number };
}

export function createLiveWorkspace(parts: LiveParts): Workspace {
  const { system, folder, lock, file, journal, objects, projection, details } = parts;
  const listeners = new Set<(commit: Commit) => void>();
  const since = { ...parts.sinceSnapshot };
  /** Units follow one another: the end of the last one that was begun. */
  let turn: Promise<void> = Promise.resolve();
  let closing: Promise<void> | null = null;
  let snapshotting: Promise<boolean> | null = null;
  const noSnapshot = new AbortController();
  let unitsOpen = 0;
  const waitingToApply = new Map<number, () => void>();
  let cancelRest = (): void => undefined;

  async function write(entry: JournalEntry, payload: Payload, staging: Staging): Promise<Receipt> {
    const { classifications, asOf } = ledgerData(entry.data);
    if ((classifications !== undefined || asOf !== undefined) && staging.table.length > 0) {
      throw new Error('classifications and as-of are a commit of their own: facts depend on them');
    }
    const prev = journal.head;
    const { action, object, human, client } = entry;
    const agent = entry.agent ?? null;
    const data = dataOf(entry, payload, staging);
    const body = { human, agent, client, action, object, decision: 'allowed', data } as const;
    const { seq, hash, at } = await journal.append(body);
    const record: JournalRecord = { hash, seq, prev, at, ...body };
    const facts = projection.outdatedBy(record)
      ? await factsOfAll(projection, details, projection.ledgerAfter(record))
      : null;
    await turnOf(seq);
    projection.apply(record, payload.kind === 'object' ? payload.digest : '', staging);
    if (facts !== null) projection.identities.reproject(facts);
    letNextApply();
    since.rows += staging.table.length + staging.activity.length;
    since.bytes += payload.kind === 'object' ? payload.bytes : 0;
    announce({ seq, action, identities: idsOf(staging), activity: true });
    return { seq, hash };
  }

  async function record(entry: RecordEntry): Promise<Receipt> {
    mustBeWritable();
    const prev = journal.head;
    const { human, client, action, object, decision, data } = entry;
    const body = { human, agent: entry.agent ?? null, client, action, object, decision, data };
    const { seq, hash, at } = await journal.append(body);
    await turnOf(seq);
    const told = { hash, seq, prev, at, ...body };
    projection.applyRecord(told);
    letNextApply();
    since.rows += 1;
    const { signals = [] } = circumstancesIn(told);
    announce({ seq, action, identities: 'none', activity: true, signals: signals.length > 0 });
    return { seq, hash };
  }

  /** Records are applied in the order of their numbers, whichever of them is told first that it is durable. */
  async function turnOf(seq: number): Promise<void> {
    if (projection.seq + 1 === seq) return;
    await new Promise<void>((resolve) => void waitingToApply.set(seq, resolve));
  }

  function letNextApply(): void {
    const next = projection.seq + 1;
    waitingToApply.get(next)?.();
    waitingToApply.delete(next);
  }

  const isWorthIt = (): boolean => since.rows > worthRows || since.bytes > worthBytes;

  /** Closing should find the snapshot made: it is written while the workspace rests. */
  function rest(): void {
    cancelRest();
    if (unitsOpen > 0 || closing !== null || !isWorthIt()) return;
    cancelRest = system.clock.after(restMs, () => void snapshotNow());
  }

  function announce(commit: Commit): void {
    for (const listener of listeners) {
      try {
        listener(commit);
      } catch (error) {
        // The commit is durable whatever a listener makes of it.
        system.log.error('a listener failed on a commit', error);
      }
    }
  }

  function mustBeWritable(): void {
    if (parts.past !== null) {
      throw new AppError('workspace.read_only', `The workspace is shown as of record ${parts.past.seq}.`, {
        hint: 'Go back to now to change it.',
      });
    }
    if (lock === null) {
      throw new AppError('workspace.read_only', 'This workspace is open read-only.', {
        hint: 'Open it for writing first.',
      });
    }
    if (closing !== null) throw closed();
  }

  async function begin(): Promise<ReturnType<typeof createUnit>> {
    mustBeWritable();
    const before = turn;
    let release = (): void => undefined;
    turn = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    if (closing !== null) {
      release();
      throw closed();
    }
    unitsOpen += 1;
    cancelRest();
    const end = (): void => {
      unitsOpen -= 1;
      release();
      rest();
    };
    const writer = new PayloadWriter(objects);
    return createUnit({ projection, details, writer, hash: system.hash, journal, objects, write, release: end });
  }

  function snapshotNow(): Promise<boolean> {
    if (lock === null || !isWorthIt()) return Promise.resolve(false);
    snapshotting ??= makeSnapshot().finally(() => {
      snapshotting = null;
    });
    return snapshotting;
  }

  async function makeSnapshot(): Promise<boolean> {
    const before = { ...since };
    const answer = await askSnapshotWorker(system, { task: 'write', folder }, noSnapshot.signal);
    if (answer.t !== 'written') {
      if (noSnapshot.signal.aborted) return false;
      system.log.warning(`the snapshot was not written: ${answer.t === 'failed' ? answer.message : answer.t}`);
      return false;
    }
    since.rows -= before.rows;
    since.bytes -= before.bytes;
    return true;
  }

  async function closeNow(): Promise<void> {
    cancelRest();
    await turn;
    cancelRest();
    try {
      await snapshotting;
      if (since.bytes <= mostBytesOnClose) await snapshotNow();
    } finally {
      listeners.clear();
      await journal.close();
      objects.close();
      await lock?.release();
    }
  }

  return {
    path: folder,
    name: file.name,
    id: file.id,
    readOnly: lock === null,
    past: parts.past,
    publicKey: file.publicKey,
    notices: [...(lock?.notice ? [lock.notice] : []), ...journal.notices],
    identities: projection.identities,
    activity: projection.activity,
    tenants: projection.tenants,
    ledger: projection.ledger,
    journal: {
      get records() {
        return journal.records;
      },
      get head() {
        return journal.head;
      },
      list: journal.list,
      firstBad: journal.firstBad,
      verify: journal.verify,
    },
    identity: details.identity,
    raw: details.raw,
    stored: details.stored,
    headSigner: () => headSigner(system, folder, file),
    signer: () => signerOf(system, folder, file),
    registers: projection.registers,
    begin,
    record,
    onCommit(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    snapshotNow,
    close(hurry) {
      const giveUp = (): void => noSnapshot.abort();
      if (hurry?.aborted) giveUp();
      else hurry?.addEventListener('abort', giveUp, { once: true });
      closing ??= closeNow();
      return closing;
    },
  };
}

const closed = (): AppError => new AppError('workspace.not_open', 'This workspace has been closed.');

/** The store's own members of a record's data, beside what the entry says. */
function dataOf(entry: JournalEntry, payload: Payload, staging: Staging): Record<string, unknown> {
  for (const name of ['counts', 'payload', 'objects']) {
    if (name in entry.data) throw new Error(`the member ${name} of a record's data belongs to the store`);
  }
  if (payload.kind === 'none') return { ...entry.data };
  const counts = { identities: staging.rows.size, activity: staging.activity.length, records: staging.records.length };
  if (payload.kind === 'inline') return { ...entry.data, counts, payload: payload.lines };
  const { digest, bytes, lines } = payload;
  return { ...entry.data, counts, objects: [{ digest, bytes, lines }] };
}

function idsOf(staging: Staging): Commit['identities'] {
  const count = staging.rows.size + staging.missing.size + staging.removed.length;
  if (count === 0) return 'none';
  if (count > fewIdentities) return 'many';
  // The keys are ids of identities that were put.
  return [...staging.rows.keys(), ...staging.missing.keys(), ...staging.removed] as IdentityId[];
}
