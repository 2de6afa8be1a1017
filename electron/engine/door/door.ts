import type { Clock, Log, Random } from '#engine/system/system.ts';
import type {
  CallName,
  CallOutput,
  CallRequest,
  WatchName,
  WatchRequest,
  WatchView,
} from '#shared/contract/contract.ts';
import type { Progress } from '#shared/contract/wire.ts';
import type { PortLike } from './port.ts';
import { createSession } from './session.ts';

/** What a call knows of its caller. */
export interface CallContext {
  /** Aborts when the caller cancels or goes away. */
  readonly signal: AbortSignal;
  /** May be called as often as wanted: at most ten a second go out. */
  progress(progress: Progress): void;
  /** Which program asks: `workbench`, `nhi` … */
  readonly client: string;
}

/** Throw an AppError to refuse; anything else that is thrown is a bug: logged, and shown as one neutral message. */
export type CallHandlers = {
  [K in CallName]: (input: CallRequest<K>, context: CallContext) => Promise<CallOutput<K>> | CallOutput<K>;
};

/** What a change touches and what a view depends on. */
export type Topic =
  | 'workspace'
  | 'identities'
  | 'activity'
  | 'findings'
  | 'problems'
  | 'journal'
  | 'settings'
  | 'jobs'
  | 'output'
  | 'issuer'
  | 'tenants'
  | 'plans'
  | 'views'
  | 'campaigns';

/** One live view with its parameters bound. `view` computes the whole window anew and never changes an earlier one. */
export interface LiveView<V> {
  view(): V;
  readonly topics: readonly Topic[];
  close?(): void;
}

export type WatchHandlers = { [K in WatchName]: (params: WatchRequest<K>) => LiveView<WatchView<K>> };

export interface Handlers {
  readonly calls: CallHandlers;
  readonly watches: WatchHandlers;
}

export interface DoorSystem {
  readonly clock: Pick<Clock, 'monotonic' | 'after'>;
  readonly log: Pick<Log, 'warning' | 'error'>;
  readonly random: Random;
}

export interface Door {
  /** Serves one caller until its port closes or the answer is called; its calls are then aborted. */
  attach(port: PortLike, client?: string): () => void;
  /** Something changed: views that depend on a topic are computed and sent again, at most ten times a second each. */
  touched(topics: readonly Topic[]): void;
}

/** The engine's one entrance: every message is checked against the contract, in and out. */
export function createDoor(handlers: Handlers, system: DoorSystem): Door {
  const sessions = new Set<ReturnType<typeof createSession>>();
  return {
    attach(port, client = 'workbench') {
      const session = createSession(handlers, system, port, client);
      sessions.add(session);
      const leave = (): void => {
        sessions.delete(session);
        session.end();
      };
      port.onClose(leave);
      port.onMessage((message) => session.receive(message));
      return () => {
        leave();
        port.close();
      };
    },
    touched(changed) {
      for (const session of sessions) session.touched(changed);
    },
  };
}
