import type { ErrorEnvelope } from '#shared/errors/app-error.ts';
import type { Progress } from './wire.ts';

/** An answer as data: an Error that crosses from the preload into the page keeps nothing but its message. */
export type Answer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: ErrorEnvelope };

export interface BridgeCallOptions {
  readonly onProgress?: (progress: Progress) => void;
  /** Told at once how to cancel. */
  readonly onStart?: (cancel: () => void) => void;
}

/** `window.nhi`: all that the page has of the world outside it. */
export interface Bridge {
  /** Never rejects. */
  call(name: string, input: unknown, options?: BridgeCallOptions): Promise<Answer>;
  /** Calls back for every view and for every refusal, until the function that it answers is called. */
  watch(name: string, params: unknown, onAnswer: (answer: Answer) => void): () => void;
}
