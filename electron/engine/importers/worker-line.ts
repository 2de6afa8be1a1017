// The engine's end of the line to an import worker: messages in order, a watch on its life, room for the next chunk.
import { AppError } from '#shared/errors/app-error.ts';
import type { ImportHost } from './import-host.ts';
import type { ImportWorkers, LentWorker } from './import-workers.ts';
import type { ImportLimits } from './limits.ts';
import { type FromWorker, fromWorker, type ToWorker } from './worker-protocol.ts';

export const cancelled = (): AppError =>
  new AppError('import.cancelled', 'the import was cancelled: nothing was changed');

export class WorkerLine {
  readonly #worker: LentWorker;
  readonly #host: ImportHost;
  readonly #limits: ImportLimits;
  readonly #onTaken: () => void;
  readonly #inbox: FromWorker[] = [];
  readonly #waiting = new Set<() => void>();
  #error: unknown = null;
  #stopWatch: (() => void) | null = null;
  #chunks = 0;
  #ended = false;
  #allSent = false;
  #isDone = false;
  taken = 0;
  closed = false;

  constructor(host: ImportHost, workers: ImportWorkers, limits: ImportLimits, onTaken: () => void) {
    this.#host = host;
    this.#limits = limits;
    this.#onTaken = onTaken;
    this.#worker = workers.lend(limits.heapMb);
    this.#worker.onMessage((message) => this.#receive(message));
    this.#worker.onExit((_code, reason) => {
      this.fail(
        new AppError('import.failed', 'the reader of the file died: the file is too large for it or hostile', {
          cause: reason,
        }),
      );
    });
  }

  post(message: ToWorker, transfer: readonly ArrayBuffer[] = []): void {
    if (this.closed) return;
    if (message.t === 'chunk') this.#chunks += 1;
    if (message.t === 'end') this.#allSent = true;
    this.#worker.post(message, transfer);
  }

  fail(error: unknown): void {
    this.#error ??= error;
    this.#wake();
  }

  /** Waits until fewer than `most` chunks are on their way, or the line is closed. */
  async room(most: number): Promise<void> {
    while (this.#chunks >= most && !this.closed && this.#error === null) await this.#change();
  }

  /** The next message. The worker is only watched while somebody waits for it. */
  async next(signal: AbortSignal | undefined): Promise<Exclude<FromWorker, { t: 'taken' }>> {
    const wake = (): void => this.#wake();
    signal?.addEventListener('abort', wake);
    try {
      this.#watch();
      for (;;) {
        if (signal?.aborted) throw cancelled();
        const message = this.#inbox.shift();
        if (message !== undefined && message.t !== 'taken') {
          this.#isDone = message.t === 'done';
          return message;
        }
        if (this.#error !== null) throw this.#error;
        await this.#change();
      }
    } finally {
      signal?.removeEventListener('abort', wake);
      this.#unwatch();
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    this.#unwatch();
    this.#wake();
    // Only one that said so itself has nothing of this file left.
    if (this.#isDone && this.#allSent && this.#chunks === 0 && this.#error === null) this.#worker.giveBack();
    else await this.#worker.terminate();
  }

  #receive(message: unknown): void {
    if (this.closed || this.#ended) return;
    const read = fromWorker.safeParse(message);
    if (!read.success) {
      this.fail(new AppError('import.failed', 'the reader of the file answered nonsense', { cause: read.error }));
      return;
    }
    if (this.#stopWatch !== null) this.#watch();
    if (read.data.t === 'taken') {
      this.#chunks -= 1;
      this.taken += read.data.bytes;
      this.#onTaken();
    } else {
      this.#ended = read.data.t === 'done' || read.data.t === 'failed';
      this.#inbox.push(read.data);
    }
    this.#wake();
  }

  #watch(): void {
    this.#unwatch();
    const seconds = Math.round(this.#limits.stallMs / 1000);
    this.#stopWatch = this.#host.clock.after(this.#limits.stallMs, () => {
      this.fail(new AppError('import.failed', `the reader of the file stood still for ${seconds} s`));
    });
  }

  #unwatch(): void {
    this.#stopWatch?.();
    this.#stopWatch = null;
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#waiting.add(resolve));
  }

  #wake(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const resolve of waiting) resolve();
  }
}
