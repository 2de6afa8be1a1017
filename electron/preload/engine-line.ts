import type { Answer, Bridge, BridgeCallOptions } from '#shared/contract/bridge.ts';
import type { FromEngine, ToEngine } from '#shared/contract/wire.ts';

/** What is used of a MessagePort of the page. */
export interface LinePort {
  postMessage(message: ToEngine): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'close', listener: () => void): void;
  start(): void;
  close(): void;
}

export interface EngineLine extends Bridge {
  /** A new engine: opens every view again and sends what has waited. */
  connect(port: LinePort): void;
  /** The engine is gone. `stopped`: nobody starts a new one, so that waiting would be for ever. */
  lost(stopped: boolean): void;
}

interface OpenCall {
  readonly request: Extract<ToEngine, { t: 'call' }>;
  readonly options: BridgeCallOptions | undefined;
  readonly settle: (answer: Answer) => void;
  sent: boolean;
}

interface OpenWatch {
  readonly request: Extract<ToEngine, { t: 'watch' }>;
  readonly onAnswer: (answer: Answer) => void;
}

const refusal = (message: string, hint: string): Answer => ({
  ok: false,
  error: { code: 'engine.unavailable', message, hint, details: {} },
});

const interrupted = (name: string): Answer =>
  refusal(`The engine stopped while “${name}” was under way.`, 'Nothing that was acknowledged is lost. Try again.');
const stoppedAnswer = refusal(
  'The engine has stopped.',
  'Restart it from the status bar. Nothing that was acknowledged is lost.',
);

/** Calls and views over a port that may be replaced at any time. What has no port waits for one. */
export function createEngineLine(): EngineLine {
  const calls = new Map<number, OpenCall>();
  const watches = new Map<number, OpenWatch>();
  let port: LinePort | null = null;
  let stopped = false;
  let nextId = 1;

  /** Answers false when the page handed over what no port can carry. */
  function post(message: ToEngine): boolean {
    if (!port) return true;
    try {
      port.postMessage(message);
      return true;
    } catch {
      return false;
    }
  }

  function settle(id: number, answer: Answer): void {
    const open = calls.get(id);
    if (!open) return;
    calls.delete(id);
    open.settle(answer);
  }

  function sendCall(open: OpenCall): void {
    if (!port) return;
    open.sent = true;
    if (post(open.request)) return;
    settle(open.request.id, {
      ok: false,
      error: {
        code: 'input.invalid',
        message: `The request to “${open.request.name}” cannot be sent.`,
        hint: '',
        details: {},
      },
    });
  }

  function receive(message: FromEngine): void {
    if (message.t === 'progress') calls.get(message.id)?.options?.onProgress?.(message.progress);
    else if (message.t === 'view') watches.get(message.id)?.onAnswer({ ok: true, value: message.view });
    else if (message.t === 'result') settle(message.id, { ok: true, value: message.output });
    else {
      // The engine's door made the envelope from its own closed list of codes.
      const answer = { ok: false, error: message.error } as Answer;
      if (calls.has(message.id)) settle(message.id, answer);
      else watches.get(message.id)?.onAnswer(answer);
    }
  }

  function lost(isStopped: boolean): void {
    port?.close();
    port = null;
    stopped = isStopped;
    for (const [id, open] of [...calls]) {
      if (open.sent) settle(id, interrupted(open.request.name));
      else if (stopped) settle(id, stoppedAnswer);
    }
  }

  return {
    connect(next) {
      if (port) lost(false);
      stopped = false;
      port = next;
      // A port that was replaced may still deliver what was on its way.
      next.addEventListener('message', (event) => {
        if (port === next) receive(event.data as FromEngine); // Our own engine's door: it validates what it sends.
      });
      next.addEventListener('close', () => {
        if (port === next) lost(stopped);
      });
      next.start();
      for (const open of watches.values()) post(open.request);
      for (const open of [...calls.values()]) sendCall(open);
    },
    lost,
    call(name, input, options) {
      return new Promise((settleCall) => {
        if (stopped) return settleCall(stoppedAnswer);
        const id = nextId++;
        const open: OpenCall = { request: { t: 'call', id, name, input }, options, settle: settleCall, sent: false };
        calls.set(id, open);
        options?.onStart?.(() => {
          if (!calls.has(id)) return;
          if (open.sent) post({ t: 'cancel', id });
          else
            settle(id, {
              ok: false,
              error: { code: 'import.cancelled', message: 'Cancelled.', hint: '', details: {} },
            });
        });
        if (calls.has(id)) sendCall(open);
      });
    },
    watch(name, params, onAnswer) {
      const id = nextId++;
      const open: OpenWatch = { request: { t: 'watch', id, name, params }, onAnswer };
      watches.set(id, open);
      post(open.request);
      return () => {
        if (watches.delete(id)) post({ t: 'unwatch', id });
      };
    },
  };
}
