import type { HostWatchView } from '#shared/contract/host.ts';
import { type EngineToMain, engineToMain, type MainToEngine } from '#shared/contract/host.ts';
import { createRestartPolicy } from './restart-policy.ts';

export type EngineState = HostWatchView<'host.state'>['engine'];

/** A started engine process. */
export interface EngineChild {
  post(message: MainToEngine): void;
  /** Makes a channel, gives one end to the engine and the other to the page. */
  connectPage(): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: (code: number) => void): void;
  kill(): void;
}

export interface Reopen {
  readonly path: string;
  readonly readOnly: boolean;
}

export interface SupervisorPorts {
  fork(reopen: Reopen | null): EngineChild;
  /** Milliseconds that never jump. */
  now(): number;
  after(ms: number, run: () => void): () => void;
  /** The page's calls that were under way are lost; `stopped`: and no new engine comes by itself. */
  onGone(stopped: boolean): void;
  onState(state: EngineState): void;
  onWorkspace(workspace: Reopen | null): void;
  log(text: string): void;
}

export interface Supervisor {
  start(): void;
  /** The page is there (again) and wants a channel; it gets one as soon as the engine is ready. */
  pageReady(): void;
  /** By hand, after it was given up. */
  restart(): void;
  /** Orderly end; the engine is killed when it takes longer than five seconds. */
  stop(): Promise<void>;
}

const STOP_MS = 5_000;

/** Keeps one engine alive: starts it again when it dies, with the workspace that was open. */
export function createSupervisor(ports: SupervisorPorts, first: Reopen | null): Supervisor {
  const policy = createRestartPolicy();
  let child: EngineChild | null = null;
  let ready = false;
  let pageWaits = false;
  let workspace = first;
  let restarts = 0;
  let refusal: EngineState['refusal'] = null;
  let stopping: (() => void) | null = null;
  let cancelRestart = (): void => {};

  const say = (phase: EngineState['phase'], message: string): void =>
    ports.onState({ phase, restarts, message, refusal: phase === 'running' ? refusal : null });

  function receive(message: EngineToMain): void {
    if (message.t === 'workspace') {
      // What a stopping engine closes was open to the analyst, and is to be open next time.
      if (stopping) return;
      workspace = message.path === null ? null : { path: message.path, readOnly: message.readOnly };
      ports.onWorkspace(workspace);
      if (ready && refusal !== null) {
        refusal = null;
        say('running', '');
      }
      return;
    }
    ready = true;
    refusal = message.refusal;
    say('running', '');
    if (pageWaits) child?.connectPage();
    pageWaits = false;
  }

  function exited(code: number): void {
    const early = !ready;
    child = null;
    ready = false;
    if (stopping) {
      stopping();
      return;
    }
    ports.log(`the engine ended with status ${code}`);
    // Opening this workspace may be what kills it: the next engine starts without.
    const blamed = early && workspace !== null;
    if (blamed) workspace = null;
    const wait = policy.next(ports.now());
    ports.onGone(wait === null);
    pageWaits = true;
    if (wait === null) {
      say('stopped', 'The engine stopped six times within a minute and is not started again.');
      return;
    }
    restarts += 1;
    say(
      'restarting',
      blamed ? 'The engine stopped while it opened the workspace.' : 'The engine stopped unexpectedly.',
    );
    cancelRestart = ports.after(wait, start);
  }

  function start(): void {
    const started = ports.fork(workspace);
    child = started;
    ready = false;
    started.onMessage((message) => {
      const parsed = engineToMain.safeParse(message);
      if (child !== started) return;
      if (parsed.success) receive(parsed.data);
      else ports.log('a message of the engine was dropped: it is none of the contract');
    });
    started.onExit((code) => {
      if (child === started) exited(code);
    });
  }

  return {
    start() {
      say('starting', '');
      start();
    },
    pageReady() {
      if (child && ready) child.connectPage();
      else pageWaits = true;
    },
    restart() {
      if (child) return;
      cancelRestart();
      policy.forget();
      restarts += 1;
      say('restarting', '');
      start();
    },
    stop() {
      cancelRestart();
      const running = child;
      if (!running) {
        stopping = () => {};
        return Promise.resolve();
      }
      return new Promise((done) => {
        const giveUp = ports.after(STOP_MS, () => running.kill());
        stopping = () => {
          giveUp();
          done();
        };
        running.post({ t: 'stop' });
      });
    },
  };
}
