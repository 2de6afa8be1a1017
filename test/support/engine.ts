import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { createDoor, type Door } from '#engine/door/door.ts';
import { nodePort } from '#engine/door/port.ts';
import { createEngine, type Engine } from '#engine/engine.ts';
import { createNodeProcesses } from '#engine/system/node-processes.ts';
import { createNodeSystem } from '#engine/system/node-system.ts';
import type { System } from '#engine/system/system.ts';
import { processEntries, workerEntries } from '#engine/worker-entries.ts';
import type { CallInput, CallName, CallOutput, WatchName, WatchParams, WatchView } from '#shared/contract/contract.ts';
import type { FromEngine, Progress, ToEngine } from '#shared/contract/wire.ts';
import { AppError, type ErrorEnvelope } from '#shared/errors/app-error.ts';
import { testNow } from './builders.ts';

/** A window's end of the wire: what `renderer/client` does, without a window. */
export interface TestClient {
  call<K extends CallName>(
    name: K,
    input: CallInput<K>,
    options?: { readonly signal?: AbortSignal; readonly onProgress?: (progress: Progress) => void },
  ): Promise<CallOutput<K>>;
  /** The first window of a live view. */
  view<K extends WatchName>(name: K, params: WatchParams<K>): Promise<WatchView<K>>;
  /** Every window of a live view until `stop` is called. */
  watch<K extends WatchName>(name: K, params: WatchParams<K>, onView: (view: WatchView<K>) => void): () => void;
  close(): void;
}

export interface TestEngine {
  readonly engine: Engine;
  readonly system: System;
  readonly client: TestClient;
  stop(): Promise<void>;
}

/** A temporary folder that is gone when the test ends. */
export function temporaryFolder(): { readonly path: string; join(...parts: string[]): string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'nhi-journey-'));
  return {
    path,
    join: (...parts) => join(path, ...parts),
    remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 10 }),
  };
}

/** The whole engine in plain Node behind its door, the files real and the clock still. */
export function startEngine(options: {
  readonly userData: string;
  readonly now?: number;
  /** What it writes into its log. */
  readonly log?: (line: string, cause?: unknown) => void;
  /** Everything that it says to the window. */
  readonly hear?: (message: FromEngine) => void;
}): TestEngine {
  const { log = () => undefined, hear = () => undefined } = options;
  const real = createNodeSystem({
    entries: workerEntries,
    processes: createNodeProcesses(processEntries),
    log: { info: log, warning: log, error: log },
  });
  const now = options.now ?? testNow;
  const system: System = { ...real, clock: { ...real.clock, now: () => now } };
  let door: Door | null = null;
  const engine = createEngine({
    system,
    userData: options.userData,
    human: 'tess',
    client: 'test',
    touched: (topics) => door?.touched(topics),
  });
  door = createDoor(engine, system);
  const { port1, port2 } = new MessageChannel();
  const detach = door.attach(nodePort(port1), 'test');
  const client = clientOf(port2, hear);
  return {
    engine,
    system,
    client,
    async stop() {
      client.close();
      detach();
      await engine.stop();
    },
  };
}

type Port = InstanceType<typeof MessageChannel>['port1'];

function clientOf(port: Port, hear: (message: FromEngine) => void): TestClient {
  const listeners = new Map<number, (message: FromEngine) => void>();
  let lastId = 0;
  // What comes is made by our own door, which checks it against the contract.
  port.on('message', (message: FromEngine) => {
    hear(message);
    listeners.get(message.id)?.(message);
  });
  const send = (message: ToEngine): void => port.postMessage(message);
  const open = (listener: (message: FromEngine) => void): number => {
    lastId += 1;
    listeners.set(lastId, listener);
    return lastId;
  };
  const watch: TestClient['watch'] = (name, params, onView) => {
    const id = open((message) => {
      if (message.t === 'view') onView(message.view as never); // The door has checked it under this name.
    });
    send({ t: 'watch', id, name, params });
    return () => {
      listeners.delete(id);
      send({ t: 'unwatch', id });
    };
  };
  return {
    call: (name, input, { signal, onProgress } = {}) =>
      new Promise((resolve, reject) => {
        const id = open((message) => {
          if (message.t === 'progress') onProgress?.(message.progress);
          if (message.t === 'result') resolve(message.output as never); // As above.
          // Envelopes carry the codes of our own AppErrors.
          if (message.t === 'refusal') reject(AppError.from(message.error as ErrorEnvelope));
        });
        send({ t: 'call', id, name, input });
        if (signal?.aborted) send({ t: 'cancel', id });
        else signal?.addEventListener('abort', () => send({ t: 'cancel', id }), { once: true });
      }),
    view: (name, params) =>
      new Promise((resolve, reject) => {
        const id = open((message) => {
          listeners.delete(id);
          send({ t: 'unwatch', id });
          if (message.t === 'view') resolve(message.view as never); // As above.
          if (message.t === 'refusal') reject(AppError.from(message.error as ErrorEnvelope));
        });
        send({ t: 'watch', id, name, params });
      }),
    watch,
    close: () => port.close(),
  };
}
