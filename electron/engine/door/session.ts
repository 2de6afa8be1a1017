import { type CallName, callSpec } from '#shared/contract/contract.ts';
import { type FromEngine, type Progress, type ToEngine, toEngine } from '#shared/contract/wire.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { checkedInput, checkedOutput } from './checked.ts';
import type { CallContext, DoorSystem, Handlers, Topic } from './door.ts';
import { envelopeOf } from './envelope.ts';
import { type LiveWatch, openWatch } from './live-watch.ts';
import type { PortLike } from './port.ts';
import { throttle } from './throttle.ts';

const PROGRESS_INTERVAL_MS = 100;
/** More than any window needs; a caller that leaks must not take the engine with it. */
const MAX_OPEN = 1000;
const MAX_NOTED_DROPS = 20;

export interface Session {
  receive(message: unknown): void;
  touched(topics: readonly Topic[]): void;
  end(): void;
}

/** All that one caller has open. Ids are the caller's: an id in use is refused to a second request. */
export function createSession(handlers: Handlers, system: DoorSystem, port: PortLike, client: string): Session {
  const calls = new Map<number, AbortController>();
  const watches = new Map<number, LiveWatch>();
  let ended = false;
  let dropped = 0;

  const post = (message: FromEngine): void => {
    if (!ended) port.post(message);
  };

  /** A message that the wire cannot carry is a bug of ours; the caller still hears of it. */
  const send = (message: FromEngine, doing: string): void => {
    try {
      post(message);
    } catch (thrown) {
      const error = envelopeOf(thrown, doing, new AbortController().signal, system);
      post({ t: 'refusal', id: message.id, error });
    }
  };

  const drop = (why: string): void => {
    dropped += 1;
    if (dropped <= MAX_NOTED_DROPS) system.log.warning(`a message from ${client} was dropped: ${why}`);
  };

  async function answerCall(id: number, name: string, input: unknown): Promise<void> {
    const controller = new AbortController();
    calls.set(id, controller);
    let latest: Progress | null = null;
    const pace = throttle(system.clock, PROGRESS_INTERVAL_MS, () => {
      if (latest) send({ t: 'progress', id, progress: latest }, name);
    });
    const context: CallContext = {
      signal: controller.signal,
      client,
      progress(progress) {
        latest = progress;
        if (calls.get(id) === controller) pace.ask();
      },
    };
    let answer: FromEngine;
    try {
      const spec = callSpec(name);
      if (!spec) throw new AppError('input.invalid', `There is no call “${name.slice(0, 64)}”.`);
      const request = checkedInput(spec.input, input, name);
      // The spec was found under this name, so it is a CallName; what goes in and comes out is checked here.
      const handle = handlers.calls[name as CallName] as (input: unknown, context: CallContext) => unknown;
      answer = { t: 'result', id, output: checkedOutput(spec.output, await handle(request, context), name) };
    } catch (thrown) {
      answer = { t: 'refusal', id, error: envelopeOf(thrown, name, controller.signal, system) };
    }
    pace.stop();
    if (calls.get(id) === controller) calls.delete(id);
    send(answer, name);
  }

  function watch(id: number, name: string, params: unknown): void {
    try {
      watches.set(
        id,
        openWatch(handlers, system, { id, name, params }, (message) => send(message, name)),
      );
    } catch (thrown) {
      send({ t: 'refusal', id, error: envelopeOf(thrown, name, new AbortController().signal, system) }, name);
    }
  }

  function unwatch(id: number): void {
    watches.get(id)?.end();
    watches.delete(id);
  }

  function open(message: ToEngine & { t: 'call' | 'watch' }): void {
    const { id, name } = message;
    if (calls.has(id) || watches.has(id)) drop(`the id ${id} is in use`);
    else if (calls.size + watches.size >= MAX_OPEN) {
      const refusal = new AppError('input.invalid', 'Too many requests are open at once.');
      send({ t: 'refusal', id, error: refusal.toEnvelope() }, name);
    } else if (message.t === 'watch') watch(id, name, message.params);
    else void answerCall(id, name, message.input);
  }

  return {
    receive(message) {
      if (ended) return;
      const parsed = toEngine.safeParse(message);
      if (!parsed.success) {
        drop('it is none of the contract');
        return;
      }
      const request = parsed.data;
      if (request.t === 'cancel') calls.get(request.id)?.abort();
      else if (request.t === 'unwatch') unwatch(request.id);
      else open(request);
    },
    touched(topics) {
      for (const live of watches.values()) live.touched(topics);
    },
    end() {
      if (ended) return;
      ended = true;
      for (const controller of calls.values()) controller.abort();
      for (const id of [...watches.keys()]) unwatch(id);
    },
  };
}
