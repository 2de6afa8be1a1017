import type { Connection, System } from '#engine/system/system.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createLineReader, encodeLine } from './socket-lines.ts';

/** A request is at most so long; an answer may be longer, it comes from the process that we trust with the workspace. */
const longestRequest = 1024 * 1024;
const longestAnswer = 64 * 1024 * 1024;
const idleMs = 60_000;
const greetingMs = 5_000;

type SocketSystem = Pick<System, 'clock' | 'host' | 'log' | 'sockets'>;

/** The holder's end of one connection: messages of `shared/contract/wire.ts`, one JSON line each. */
export interface SocketPort {
  post(message: unknown): void;
  /** Called once; messages that came earlier are delivered then. */
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
  close(): void;
}

/**
 * Lets other processes of this user work through the one that holds the lock of the folder. A connection on which nothing
 * is under way is closed after a minute of silence, one that sends too long or broken lines at once.
 */
export async function serve(
  system: SocketSystem,
  folder: string,
  onPort: (port: SocketPort) => void,
): Promise<{ readonly address: string; close(): Promise<void> }> {
  const address = system.sockets.addressOf(folder);
  const server = await system.sockets.listen(address, (connection) => onPort(portOf(system, connection)));
  return { address, close: server.close };
}

const isMessage = (value: unknown): value is { readonly t: unknown; readonly id: unknown } =>
  typeof value === 'object' && value !== null && 't' in value && 'id' in value;

function portOf(system: SocketSystem, connection: Connection): SocketPort {
  const underWay = new Set<unknown>();
  const early: unknown[] = [];
  let listener: ((message: unknown) => void) | null = null;
  let cancelIdle = (): void => undefined;

  const watchIdle = (): void => {
    cancelIdle();
    cancelIdle = underWay.size > 0 ? () => undefined : system.clock.after(idleMs, connection.close);
  };
  const receive = (message: unknown): void => {
    if (isMessage(message) && (message.t === 'call' || message.t === 'watch')) underWay.add(message.id);
    if (isMessage(message) && message.t === 'unwatch') underWay.delete(message.id);
    watchIdle();
    if (listener === null) early.push(message);
    else listener(message);
  };
  connection.onData(
    createLineReader(longestRequest, receive, (reason) => {
      system.log.warning(`A connection to the workspace was closed: ${reason}.`);
      connection.close();
    }),
  );
  connection.onClose(() => cancelIdle());
  connection.send(encodeLine({ t: 'hello', pid: system.host.pid }));
  watchIdle();

  return {
    post(message) {
      connection.send(encodeLine(message));
      if (isMessage(message) && (message.t === 'result' || message.t === 'refusal')) underWay.delete(message.id);
      watchIdle();
    },
    onMessage(listen) {
      listener = listen;
      for (const message of early.splice(0)) listen(message);
    },
    onClose: connection.onClose,
    close: connection.close,
  };
}

export interface SocketProgress {
  readonly done: number;
  readonly total: number | null;
  readonly detail: string;
}

export interface SocketClient {
  /**
   * The output as it came over the wire: the caller's contract checks it. Refusals arrive as AppError; when the holder
   * goes away in between, engine.unavailable.
   */
  call(
    name: string,
    input: unknown,
    options?: { readonly onProgress?: (progress: SocketProgress) => void; readonly signal?: AbortSignal },
  ): Promise<unknown>;
  close(): void;
}

interface Pending {
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: unknown) => void;
  readonly onProgress: ((progress: SocketProgress) => void) | undefined;
}

/** Refuses with workspace.held when the holder cannot be reached or says nothing within 5 s. */
export async function connect(system: SocketSystem, folder: string): Promise<SocketClient> {
  let connection: Connection;
  try {
    connection = await system.sockets.connect(system.sockets.addressOf(folder));
  } catch (error) {
    throw unanswered(error);
  }
  const pending = new Map<number, Pending>();
  let nextId = 1;
  let isClosed = false;
  let greet: (pid: number | null) => void = () => undefined;

  connection.onData(
    createLineReader(
      longestAnswer,
      (message) => {
        if (!isMessage(message)) return greet(greetingOf(message));
        settle(pending, message);
      },
      connection.close,
    ),
  );
  const greeting = new Promise<number | null>((resolve) => {
    const cancel = system.clock.after(greetingMs, () => resolve(null));
    greet = (pid) => {
      cancel();
      resolve(pid);
    };
  });
  connection.onClose(() => {
    isClosed = true;
    greet(null);
    for (const call of pending.values()) call.reject(lost());
    pending.clear();
  });
  if ((await greeting) === null) {
    connection.close();
    throw unanswered();
  }

  return {
    call: (name, input, options = {}) =>
      new Promise((resolve, reject) => {
        if (isClosed) throw lost();
        const id = nextId;
        nextId += 1;
        const line = encodeLine({ t: 'call', id, name, input });
        if (line.byteLength > longestRequest) throw new AppError('input.invalid', 'The request is too long.');
        const cancel = (): void => connection.send(encodeLine({ t: 'cancel', id }));
        const { signal } = options;
        const ended = (): void => signal?.removeEventListener('abort', cancel);
        pending.set(id, {
          onProgress: options.onProgress,
          resolve: (output) => {
            ended();
            resolve(output);
          },
          reject: (error) => {
            ended();
            reject(error);
          },
        });
        connection.send(line);
        if (signal?.aborted) cancel();
        else signal?.addEventListener('abort', cancel, { once: true });
      }),
    close: connection.close,
  };
}

function greetingOf(message: unknown): number | null {
  if (typeof message !== 'object' || message === null || !('t' in message) || message.t !== 'hello') return null;
  return 'pid' in message && typeof message.pid === 'number' ? message.pid : 0;
}

function settle(pending: Map<number, Pending>, message: { readonly t: unknown; readonly id: unknown }): void {
  const id = Number(message.id);
  const call = pending.get(id);
  if (call === undefined) return;
  if (message.t === 'progress' && 'progress' in message) {
    // The holder is this very program; an older one would still say these three.
    call.onProgress?.(message.progress as SocketProgress);
    return;
  }
  pending.delete(id);
  if (message.t === 'result') call.resolve('output' in message ? message.output : undefined);
  else call.reject('error' in message ? errorOf(message.error) : lost());
}

function errorOf(error: unknown): AppError {
  // An envelope as `AppError.toEnvelope` made it in the other process.
  const envelope = error as ReturnType<AppError['toEnvelope']>;
  return AppError.from(envelope);
}

function unanswered(cause?: unknown): AppError {
  return new AppError('workspace.held', 'Another process holds this workspace and does not answer.', {
    hint: 'Close it there, or end that process; then try again.',
    cause,
  });
}

function lost(): AppError {
  return new AppError(
    'engine.unavailable',
    'The process that holds the workspace went away. Nothing that was acknowledged is lost.',
    {
      hint: 'Try again.',
    },
  );
}
