import type { WebContents } from 'electron';
import type { Answer } from '#shared/contract/bridge.ts';
import {
  type HostCallName,
  type HostCallOutput,
  type HostCallRequest,
  type HostWatchName,
  type HostWatchView,
  hostCallSpec,
  hostWatchSpec,
  pageToMain,
} from '#shared/contract/host.ts';
import { channels } from '#shared/contract/host-channels.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { createRegistrar } from './ipc.ts';
import type { LiveValue } from './live-value.ts';

export type HostCalls = {
  [K in HostCallName]: (input: HostCallRequest<K>) => Promise<HostCallOutput<K>> | HostCallOutput<K>;
};
/** `host.drops` is answered by the preload: paths of dropped files never come this way. */
export type HostWatches = { [K in Exclude<HostWatchName, 'host.drops'>]: LiveValue<HostWatchView<K>> };

const MAX_WATCHES = 100;

/** Main's side of `host.*`: the same checks as at the engine's door. */
export function openHostDoor(
  handle: ReturnType<typeof createRegistrar>,
  calls: HostCalls,
  watches: HostWatches,
): { /** The page was loaded anew: its views are gone. */ forget(): void } {
  const open = new Map<number, () => void>();

  handle(channels.call, pageToMain.call, async ({ name, input }) => {
    const spec = hostCallSpec(name);
    if (!spec) throw new AppError('input.invalid', 'There is no such call.');
    const parsed = spec.input.safeParse(input);
    if (!parsed.success) throw new AppError('input.invalid', `The request to “${name}” is not valid.`);
    // The spec was found under this name, so it is a HostCallName, and its input was read by that spec.
    const run = calls[name as HostCallName] as (input: unknown) => unknown;
    return spec.output.parse(await run(parsed.data));
  });

  handle(channels.watch, pageToMain.watch, ({ id, name, params }, event) => {
    const spec = hostWatchSpec(name);
    if (!spec || !Object.hasOwn(watches, name)) throw new AppError('input.invalid', 'There is no such live view.');
    if (!spec.params.safeParse(params).success) throw new AppError('input.invalid', 'The parameters are not valid.');
    if (open.has(id) || open.size >= MAX_WATCHES)
      throw new AppError('input.invalid', 'The live view cannot be opened.');
    const value = watches[name as keyof HostWatches] as LiveValue<unknown>; // It was found under this name.
    const send = (view: unknown): void => sendView(event.sender, id, { ok: true, value: spec.view.parse(view) });
    open.set(id, value.onChange(send));
    send(value.get());
    return {};
  });

  handle(channels.unwatch, pageToMain.unwatch, ({ id }) => {
    open.get(id)?.();
    open.delete(id);
    return {};
  });

  return {
    forget() {
      for (const stop of open.values()) stop();
      open.clear();
    },
  };
}

function sendView(contents: WebContents, id: number, answer: Answer): void {
  if (!contents.isDestroyed()) contents.send(channels.view, { id, answer });
}
