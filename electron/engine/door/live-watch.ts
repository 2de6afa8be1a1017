import { type WatchName, watchSpec } from '#shared/contract/contract.ts';
import type { FromEngine } from '#shared/contract/wire.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { checkedInput, checkedOutput } from './checked.ts';
import type { DoorSystem, Handlers, LiveView, Topic } from './door.ts';
import { envelopeOf } from './envelope.ts';
import { sameValue } from './same-value.ts';
import { throttle } from './throttle.ts';

const INTERVAL_MS = 100;
const neverAborted = new AbortController().signal;

export interface LiveWatch {
  touched(topics: readonly Topic[]): void;
  end(): void;
}

/** One open view: sends it, and sends it again when it changed. A refusal is an answer like a view: the next may be one. */
export function openWatch(
  handlers: Handlers,
  system: DoorSystem,
  request: { readonly id: number; readonly name: string; readonly params: unknown },
  send: (message: FromEngine) => void,
): LiveWatch {
  const { id, name } = request;
  const spec = watchSpec(name);
  if (!spec) throw new AppError('input.invalid', `There is no live view “${name.slice(0, 64)}”.`);
  const params = checkedInput(spec.params, request.params, name);
  // The spec was found under this name, so it is a WatchName; its handler's types depend on it and are checked above.
  const open = handlers.watches[name as WatchName] as (params: unknown) => LiveView<unknown>;
  const live = open(params);
  let sent: FromEngine | null = null;
  const publish = (message: FromEngine): void => {
    if (sent && sameValue(sent, message)) return;
    sent = message;
    send(message);
  };
  const refresh = (): void => {
    try {
      publish({ t: 'view', id, view: checkedOutput(spec.view, live.view(), name) });
    } catch (thrown) {
      const again = sent?.t === 'refusal' && sent.error.code === 'engine.bug' && !(thrown instanceof AppError);
      // One broken view must not fill the log with the same bug ten times a second.
      if (!again) publish({ t: 'refusal', id, error: envelopeOf(thrown, name, neverAborted, system) });
    }
  };
  const pace = throttle(system.clock, INTERVAL_MS, refresh);
  pace.ask();
  return {
    touched(topics) {
      if (topics.some((topic) => live.topics.includes(topic))) pace.ask();
    },
    end() {
      pace.stop();
      live.close?.();
    },
  };
}
