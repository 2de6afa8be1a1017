import type { ImportHost, ImportWorker } from './import-host.ts';

/** A worker that is lent for one file. */
export interface LentWorker extends ImportWorker {
  /** The file was read to its end and nothing is under way: the worker may read the next one. */
  giveBack(): void;
}

interface Listeners {
  message(message: unknown): void;
  exit(code: number, reason: string): void;
}

interface Shared {
  readonly worker: ImportWorker;
  readonly heapMb: number;
  borrower: Listeners | null;
  dead: boolean;
}

/**
 * Starting a worker costs more than reading a small file: one reads many files, one after the other. A worker that died,
 * failed on a file or was given up is ended, and the next file gets a new one.
 */
export class ImportWorkers {
  readonly #host: Pick<ImportHost, 'workers'>;
  #idle: Shared | null = null;
  #closed = false;

  constructor(host: Pick<ImportHost, 'workers'>) {
    this.#host = host;
  }

  lend(heapMb: number): LentWorker {
    const idle = this.#idle;
    this.#idle = null;
    const shared = idle !== null && !idle.dead && idle.heapMb === heapMb ? idle : this.#start(heapMb);
    if (idle !== null && idle !== shared) void idle.worker.terminate();
    const listeners: Listeners = { message: () => undefined, exit: () => undefined };
    shared.borrower = listeners;
    return {
      post: (message, transfer) => shared.worker.post(message, transfer),
      onMessage(listener) {
        listeners.message = listener;
      },
      onExit(listener) {
        listeners.exit = listener;
      },
      terminate: () => shared.worker.terminate(),
      giveBack: () => {
        shared.borrower = null;
        if (shared.dead) return;
        if (this.#closed || this.#idle !== null) void shared.worker.terminate();
        else this.#idle = shared;
      },
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    const idle = this.#idle;
    this.#idle = null;
    await idle?.worker.terminate();
  }

  #start(heapMb: number): Shared {
    const worker = this.#host.workers.spawn('import-worker', {}, { heapMb });
    const shared: Shared = { worker, heapMb, borrower: null, dead: false };
    // One listener for its whole life: borrowers come and go.
    worker.onMessage((message) => shared.borrower?.message(message));
    worker.onExit((code, reason) => {
      shared.dead = true;
      shared.borrower?.exit(code, reason);
    });
    return shared;
  }
}
