import type { WatchName, WatchParams, WatchView } from '#shared/contract/contract.ts';
import type { HostWatchName, HostWatchParams, HostWatchView } from '#shared/contract/host.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { bridge } from './bridge.ts';

/** Live views of the engine and, as `host.*`, of the app around the page. */
export type AnyWatchName = WatchName | HostWatchName;
export type AnyWatchParams<K extends AnyWatchName> = K extends WatchName
  ? WatchParams<K>
  : K extends HostWatchName
    ? HostWatchParams<K>
    : never;
export type AnyWatchView<K extends AnyWatchName> = K extends WatchName
  ? WatchView<K>
  : K extends HostWatchName
    ? HostWatchView<K>
    : never;

/**
 * Opens a live view: `onView` gets the whole window, now and after every change that touches it, also when the engine
 * was restarted in between. A refusal (`workspace.not_open` …) goes to `onError`; the view may come back afterwards.
 * Answers how to stop; nothing is called after that.
 */
export function watch<K extends AnyWatchName>(
  name: K,
  params: AnyWatchParams<K>,
  onView: (view: AnyWatchView<K>) => void,
  onError: (error: AppError) => void = () => {},
): () => void {
  let open = true;
  const stop = bridge().watch(name, params, (answer) => {
    if (!open) return;
    if (answer.ok)
      onView(answer.value as AnyWatchView<K>); // Checked against the contract at the door that sent it.
    else onError(AppError.from(answer.error));
  });
  return () => {
    if (!open) return;
    open = false;
    stop();
  };
}
