import type { FileHandle, System } from '#engine/system/system.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { bodyStart, createSpeechEncoder, encodeBody, type JournalEntry, longestLine, recordTime } from './record.ts';

/** A batch grows up to here, in UTF-16 units; what waits beyond goes into the next one. */
const batchUnits = 4 * 1024 * 1024;
/** In UTF-16 units, of which each takes at most three bytes; the rest is for what stands beside the data. */
const longestData = longestLine / 4;
/** A batch waits for more: a share of the last flush, but never so many milliseconds or turns of the loop. */
const patience = { ofFlush: 0.25, ms: 1, turns: 1_000 };

/** Where an acknowledged record stands. It is on the disk. */
export interface Appended {
  readonly seq: number;
  readonly hash: string;
  readonly at: string;
  readonly offset: number;
  /** With its line feed. */
  readonly length: number;
}

interface Waiting {
  /** Both as text from the moment of asking: what the caller does to his entry later is not heard. */
  readonly speech: string;
  readonly data: string;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: unknown) => void;
}

interface Position {
  readonly seq: number;
  readonly hash: string;
  readonly at: string;
  readonly size: number;
}

export interface Writer {
  append(entry: JournalEntry): Promise<Appended>;
  /** Waits for what was asked before; later appends are refused. */
  stop(): Promise<void>;
}

const yieldToCallers = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Appends with group commit: everything that waits is written and flushed together, and acknowledged after the flush.
 * `onAppended` runs before the acknowledgement. `mayWrite` is asked before each batch: the fence against a second writer.
 */
export function createWriter(
  system: Pick<System, 'clock' | 'hash' | 'log'>,
  handle: FileHandle,
  start: Position,
  mayWrite: () => boolean,
  onAppended: (appended: Appended) => void,
): Writer {
  let last = start;
  let waiting: Waiting[] = [];
  /** What the last batch took, and how many it answered. */
  let before = { flushMs: 0, answered: 0 };
  let stopped: AppError | null = null;
  let closed = false;
  const speechOf = createSpeechEncoder();
  let running: Promise<void> | null = null;

  /** Encodes as many as go into one batch; the hashes chain from the last acknowledged record. */
  function encode(batch: readonly Waiting[]): { appended: Appended[]; bytes: Uint8Array } {
    const at = recordTime(system.clock.now(), last.at);
    const appended: Appended[] = [];
    let { seq, hash, size: offset } = last;
    let text = '';
    for (const { speech, data } of batch) {
      if (text.length > batchUnits) break;
      const body = encodeBody(speech, data, seq + 1, hash, at);
      seq += 1;
      hash = system.hash.sha256(body);
      text += `{"hash":"${hash}",${body}\n`;
      const length = bodyStart + Buffer.byteLength(body, 'utf8') + 1;
      appended.push({ seq, hash, at, offset, length });
      offset += length;
    }
    return { appended, bytes: Buffer.from(text, 'utf8') };
  }

  function stopWriting(error: AppError): AppError {
    stopped = error;
    system.log.error(error.message, error.cause);
    return error;
  }

  function fence(): AppError | null {
    let ours = false;
    let cause: unknown;
    try {
      ours = handle.size() === last.size && handle.inPlace() && mayWrite();
    } catch (error) {
      cause = error;
    }
    if (ours) return null;
    return stopWriting(
      new AppError(
        'workspace.held',
        'Another process has taken over the workspace or changed its journal; nothing more is written here.',
        {
          hint: 'Close the workspace and open it again.',
          cause,
        },
      ),
    );
  }

  /** Not acknowledged, so it must not be there: later commits may go on only when the file is as it was, and flushed. */
  async function takeBack(cause: unknown): Promise<AppError> {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    const details = { code };
    try {
      await handle.truncate(last.size);
      await handle.flush();
      const hint = code === 'ENOSPC' ? 'Make room on the disk, then try again.' : 'Try again.';
      return new AppError(
        'workspace.write_failed',
        'The change could not be written to the disk. Nothing of it was kept.',
        { hint, details, cause },
      );
    } catch {
      const hint = 'Close the workspace and open it again: opening checks what the disk holds.';
      return stopWriting(
        new AppError(
          'workspace.write_failed',
          'The disk refused a write or a flush. Nothing more is written until the workspace is opened again.',
          { hint, details, cause },
        ),
      );
    }
  }

  async function writeBatch(
    batch: readonly Waiting[],
  ): Promise<{ appended: readonly Appended[]; failure: AppError | null }> {
    const refusal = stopped ?? fence();
    if (refusal !== null) return { appended: [], failure: refusal };
    const { appended, bytes } = encode(batch);
    try {
      await handle.append(bytes);
      // A flush that failed poisons the handle, so that taking back ends in stopping.
      await handle.flush();
    } catch (error) {
      return { appended: [], failure: await takeBack(error) };
    }
    const newest = appended.at(-1);
    if (newest !== undefined)
      last = { seq: newest.seq, hash: newest.hash, at: newest.at, size: newest.offset + newest.length };
    return { appended, failure: null };
  }

  /**
   * Where flushing is slow it is what the next batch waits for: it goes when those who were just answered have come again,
   * as a busy client's connections do, or after a fraction of a flush.
   */
  async function waitForTheAnswered(): Promise<void> {
    if (before.answered < 2) return;
    const until = system.clock.monotonic() + Math.min(before.flushMs * patience.ofFlush, patience.ms);
    const all = waiting.length + before.answered;
    for (let turn = 0; turn < patience.turns; turn += 1) {
      if (waiting.length >= all || system.clock.monotonic() >= until) return;
      await yieldToCallers();
    }
  }

  async function run(): Promise<void> {
    // Whoever is heard in this turn of the loop travels in one batch.
    await yieldToCallers();
    while (waiting.length > 0) {
      await waitForTheAnswered();
      const batch = waiting;
      waiting = [];
      const began = system.clock.monotonic();
      const { appended, failure } = await writeBatch(batch);
      before = { flushMs: system.clock.monotonic() - began, answered: batch.length };
      for (const one of appended) onAppended(one);
      batch.forEach((one, index) => {
        const receipt = appended[index];
        if (receipt !== undefined) one.resolve(receipt);
        else if (failure !== null) one.reject(failure);
      });
      if (failure === null) waiting = [...batch.slice(appended.length), ...waiting];
      await yieldToCallers();
    }
    running = null;
  }

  return {
    append(entry) {
      return new Promise((resolve, reject) => {
        if (closed) throw new AppError('workspace.not_open', 'The workspace is closed.');
        if (stopped !== null) throw stopped;
        const data = JSON.stringify(entry.data);
        if (data.length > longestData) throw new Error('too long for a line of the journal: it belongs into an object');
        waiting.push({ speech: speechOf(entry), data, resolve, reject });
        running ??= run();
      });
    },
    async stop() {
      closed = true;
      await running;
    },
  };
}
