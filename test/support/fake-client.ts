import type { AnyCallInput, AnyCallName, AnyCallOutput } from '#renderer/client/call.ts';
import type { AnyWatchName, AnyWatchParams, AnyWatchView } from '#renderer/client/feed.ts';
import type { Answer, Bridge } from '#shared/contract/bridge.ts';
import type { Progress } from '#shared/contract/wire.ts';
import { AppError } from '#shared/errors/app-error.ts';

interface FakeContext {
  readonly signal: AbortSignal;
  progress(progress: Progress): void;
}

type FakeCalls = {
  [K in AnyCallName]?: (input: AnyCallInput<K>, context: FakeContext) => AnyCallOutput<K> | Promise<AnyCallOutput<K>>;
};
type FakeViews = { [K in AnyWatchName]?: (params: AnyWatchParams<K>) => AnyWatchView<K> };

interface OpenView {
  readonly name: string;
  readonly params: unknown;
  readonly onAnswer: (answer: Answer) => void;
}

export interface FakeClient extends Bridge {
  /** Every call so far, in order. */
  readonly made: readonly { readonly name: string; readonly input: unknown }[];
  /** Names of the views that are open, in the order they were opened. */
  readonly watching: readonly string[];
  /** Sends the views of this name (all, without one) anew, as after a commit. */
  refresh(name?: AnyWatchName): void;
  answerCall<K extends AnyCallName>(name: K, answer: NonNullable<FakeCalls[K]>): void;
  answerView<K extends AnyWatchName>(name: K, answer: NonNullable<FakeViews[K]>): void;
}

const refusal = (thrown: unknown): Answer => {
  const error = thrown instanceof AppError ? thrown : new AppError('engine.bug', String(thrown));
  return { ok: false, error: error.toEnvelope() };
};

/** A scripted `window.nhi` for tests of the renderer. What is not scripted is refused with `input.invalid`. */
export function createFakeClient(script: { calls?: FakeCalls; views?: FakeViews } = {}): FakeClient {
  const calls = new Map<string, (input: never, context: FakeContext) => unknown>(Object.entries(script.calls ?? {}));
  const views = new Map<string, (params: never) => unknown>(Object.entries(script.views ?? {}));
  const made: { name: string; input: unknown }[] = [];
  const open = new Set<OpenView>();

  function send({ name, params, onAnswer }: OpenView): void {
    const view = views.get(name);
    try {
      if (!view) throw new AppError('input.invalid', `the view ${name} is not scripted`);
      onAnswer({ ok: true, value: view(params as never) }); // The test wrote script and request for one name.
    } catch (thrown) {
      onAnswer(refusal(thrown));
    }
  }

  return {
    made,
    get watching() {
      return [...open].map(({ name }) => name);
    },
    async call(name, input, options) {
      made.push({ name, input });
      const controller = new AbortController();
      options?.onStart?.(() => controller.abort());
      const answer = calls.get(name);
      try {
        if (!answer) throw new AppError('input.invalid', `the call ${name} is not scripted`);
        const context = {
          signal: controller.signal,
          progress: (progress: Progress) => options?.onProgress?.(progress),
        };
        return { ok: true, value: await answer(input as never, context) }; // As above.
      } catch (thrown) {
        return refusal(thrown);
      }
    },
    watch(name, params, onAnswer) {
      const view: OpenView = { name, params, onAnswer };
      open.add(view);
      queueMicrotask(() => {
        if (open.has(view)) send(view);
      });
      return () => void open.delete(view);
    },
    refresh(name) {
      for (const view of open) if (name === undefined || view.name === name) send(view);
    },
    answerCall: (name, answer) => void calls.set(name, answer as never), // Keyed by the name that types it.
    answerView: (name, answer) => void views.set(name, answer as never), // As above.
  };
}

/** Puts it where the client looks for the preload's functions; answers how to take it away again. */
export function installFakeClient(client: Bridge): () => void {
  const before = Object.getOwnPropertyDescriptor(window, 'nhi');
  Object.defineProperty(window, 'nhi', { value: client, configurable: true });
  return () => {
    if (before) Object.defineProperty(window, 'nhi', before);
    else Reflect.deleteProperty(window, 'nhi');
  };
}
