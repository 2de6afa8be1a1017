import type { CallInput, CallName, CallOutput } from '#shared/contract/contract.ts';
import type { HostCallInput, HostCallName, HostCallOutput } from '#shared/contract/host.ts';
import type { Progress } from '#shared/contract/wire.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { bridge } from './bridge.ts';

/** Calls of the engine and, as `host.*`, of the app around the page. */
export type AnyCallName = CallName | HostCallName;
export type AnyCallInput<K extends AnyCallName> = K extends CallName
  ? CallInput<K>
  : K extends HostCallName
    ? HostCallInput<K>
    : never;
export type AnyCallOutput<K extends AnyCallName> = K extends CallName
  ? CallOutput<K>
  : K extends HostCallName
    ? HostCallOutput<K>
    : never;

export interface CallOptions {
  readonly onProgress?: (progress: Progress) => void;
  /** Cancels the call; it then rejects with what the engine answers, usually `import.cancelled`. */
  readonly signal?: AbortSignal;
}

/** Asks once. Rejects with an AppError and with nothing else. */
export async function call<K extends AnyCallName>(
  name: K,
  input: AnyCallInput<K>,
  options: CallOptions = {},
): Promise<AnyCallOutput<K>> {
  const { signal, onProgress } = options;
  if (signal?.aborted) throw new AppError('import.cancelled', 'Cancelled.');
  let stopListening = (): void => {};
  const answer = await bridge().call(name, input, {
    ...(onProgress ? { onProgress } : {}),
    onStart(cancel) {
      if (!signal) return;
      const abort = (): void => cancel();
      signal.addEventListener('abort', abort, { once: true });
      stopListening = () => signal.removeEventListener('abort', abort);
    },
  });
  stopListening();
  if (!answer.ok) throw AppError.from(answer.error);
  return answer.value as AnyCallOutput<K>; // Checked against the contract at the door that sent it.
}
