import type { System } from '#engine/system/system.ts';
import type { Chunk } from './column-table.ts';
import { snapshotName } from './workspace-folder.ts';

/** Grows when the chunks change their meaning: older snapshots are then made anew. */
export const snapshotFormat = 10;

/** What the engine sends along when it starts the snapshot worker. */
export type SnapshotTask =
  | { readonly task: 'write'; readonly folder: string }
  /** `until`: only one of this record or an earlier one. */
  | { readonly task: 'load'; readonly folder: string; readonly until: number | null };

/** Which state of which journal a snapshot shows. */
export interface SnapshotMeta {
  readonly workspace: string;
  readonly format: number;
  readonly seq: number;
  /** Hash of record `seq`. */
  readonly head: string;
  /** SHA-256 over all chunks. */
  readonly digest: string;
  /** First 6 hex digits of the scoring policy's SHA-256. */
  readonly policy: string;
}

/** What the worker answers, once. */
export type SnapshotAnswer =
  | { readonly t: 'written'; readonly seq: number }
  | { readonly t: 'loaded'; readonly meta: SnapshotMeta; readonly chunks: readonly Chunk[] }
  | { readonly t: 'failed'; readonly message: string };

const writeHeapMb = 2_048;
const loadHeapMb = 1_024;

/**
 * Never throws: a snapshot that cannot be read or written only costs time. Given up when the signal aborts; it answers
 * `failed` then, when the worker has ended.
 */
export async function askSnapshotWorker(
  system: System,
  task: SnapshotTask,
  signal?: AbortSignal,
): Promise<SnapshotAnswer> {
  // Not even begun: the worker's first steps are its longest.
  if (signal?.aborted) return { t: 'failed', message: 'it was given up' };
  const answer = await ask(system, task, signal);
  if (task.task === 'write' && answer.t !== 'written') await removeLeftovers(system, task.folder);
  return answer;
}

function ask(system: System, task: SnapshotTask, signal: AbortSignal | undefined): Promise<SnapshotAnswer> {
  return new Promise((resolve) => {
    try {
      const heapMb = task.task === 'write' ? writeHeapMb : loadHeapMb;
      const worker = system.workers.spawn('snapshot-worker', task, { heapMb });
      const giveUp = (): void => {
        const message = 'it was given up';
        worker.terminate().then(
          () => resolve({ t: 'failed', message }),
          () => resolve({ t: 'failed', message }),
        );
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      const end = (answer: SnapshotAnswer): void => {
        signal?.removeEventListener('abort', giveUp);
        resolve(answer);
      };
      worker.onMessage((message) => {
        // The worker is our own code from the same build.
        end(message as SnapshotAnswer);
      });
      worker.onExit((code, reason) => end({ t: 'failed', message: reason === '' ? `it ended with ${code}` : reason }));
    } catch (error) {
      resolve({ t: 'failed', message: error instanceof Error ? error.message : String(error) });
    }
  });
}

/** What a worker that was ended in the middle of its file leaves beside it. Only the holder of the lock may ask. */
export async function removeLeftovers({ files, log }: Pick<System, 'files' | 'log'>, folder: string): Promise<void> {
  try {
    for (const name of files.list(folder)) {
      if (name.startsWith(`${snapshotName}.`) && name.endsWith('.tmp')) await files.remove(files.join(folder, name));
    }
  } catch (error) {
    log.error('what is left of a snapshot that was not finished could not be removed', error);
  }
}
