import type { System } from '#engine/system/system.ts';
import type { Chunk } from './column-table.ts';

/** Grows when the chunks change their meaning: older snapshots are then made anew. */
export const snapshotFormat = 1;

/** What the engine sends along when it starts the snapshot worker. */
export interface SnapshotTask {
  readonly task: 'write' | 'load';
  readonly folder: string;
}

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

/** Never throws: a snapshot that cannot be read or written only costs time. */
export function askSnapshotWorker(system: System, task: SnapshotTask): Promise<SnapshotAnswer> {
  return new Promise((resolve) => {
    try {
      const heapMb = task.task === 'write' ? writeHeapMb : loadHeapMb;
      const worker = system.workers.spawn('snapshot-worker', task, { heapMb });
      worker.onMessage((message) => {
        // The worker is our own code from the same build.
        resolve(message as SnapshotAnswer);
      });
      worker.onExit((code, reason) =>
        resolve({ t: 'failed', message: reason === '' ? `it ended with ${code}` : reason }),
      );
    } catch (error) {
      resolve({ t: 'failed', message: error instanceof Error ? error.message : String(error) });
    }
  });
}
