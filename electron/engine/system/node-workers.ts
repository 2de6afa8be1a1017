import { Worker } from 'node:worker_threads';
import type { Workers } from './system.ts';

export type WorkerEntries = Readonly<Record<Parameters<Workers['spawn']>[0], URL>>;

/** Workers make garbage at a steady pace: a larger nursery only costs memory (a 200 MB import: 100 MB more). */
const youngMb = 24;

export function createNodeWorkers(entries: WorkerEntries): Workers {
  return {
    spawn(entry, data, limits) {
      const worker = new Worker(entries[entry], {
        workerData: data,
        resourceLimits: { maxOldGenerationSizeMb: limits.heapMb, maxYoungGenerationSizeMb: youngMb },
      });
      let reason = '';
      worker.on('error', (error: Error & { code?: string }) => {
        reason = error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'out of memory' : error.message;
      });
      return {
        post: (message, transfer) => worker.postMessage(message, transfer === undefined ? [] : [...transfer]),
        onMessage: (listener) => void worker.on('message', listener),
        onExit: (listener) => void worker.on('exit', (code) => listener(code, reason)),
        async terminate() {
          await worker.terminate();
        },
      };
    },
  };
}
