import { useEffect, useRef, useState } from 'react';
import { call } from '#renderer/client/call.ts';
import type { CallInput, CallOutput } from '#shared/contract/contract.ts';
import type { Progress } from '#shared/contract/wire.ts';
import { AppError } from '#shared/errors/app-error.ts';

export type FleetHistory = CallOutput<'history.fleet'>;
export type IdentityHistory = CallOutput<'history.identity'>;
export type FleetSample = FleetHistory['samples'][number];
export type IdentitySample = IdentityHistory['samples'][number];

export interface Asked<V> {
  /** The last answer, also while a newer one is on its way. */
  readonly view: V | undefined;
  readonly progress: Progress | null;
  readonly error: AppError | undefined;
  cancel(): void;
  again(): void;
}

interface Answer<V> {
  readonly view: V | undefined;
  readonly progress: Progress | null;
  readonly error: AppError | undefined;
}

/** Scores over time: asked for when somebody looks, and anew whenever `epoch`, a live view of the inventory, is another. */
export function useHistory<K extends 'history.fleet' | 'history.identity'>(
  name: K,
  input: CallInput<K>,
  epoch: unknown,
): Asked<CallOutput<K>> {
  const [answer, setAnswer] = useState<Answer<CallOutput<K>>>({ view: undefined, progress: null, error: undefined });
  const [attempt, setAttempt] = useState(0);
  const running = useRef<AbortController | null>(null);
  const latest = useRef(input);
  latest.current = input;
  const key = JSON.stringify(input);
  // biome-ignore lint/correctness/useExhaustiveDependencies: key, epoch and attempt say when to ask; the input is the key's
  useEffect(() => {
    const own = new AbortController();
    running.current = own;
    let current = true;
    setAnswer((before) => ({ ...before, error: undefined }));
    const onProgress = (progress: Progress): void => {
      if (current) setAnswer((before) => ({ ...before, progress }));
    };
    call(name, latest.current as never, { signal: own.signal, onProgress }).then(
      // The name and what it answers come as a pair from `call`.
      (view) => current && setAnswer({ view: view as CallOutput<K>, progress: null, error: undefined }),
      (error: unknown) => {
        if (!(error instanceof AppError)) throw error;
        if (current) setAnswer((before) => ({ ...before, progress: null, error }));
      },
    );
    return () => {
      current = false;
      own.abort();
    };
  }, [name, key, epoch, attempt]);
  return { ...answer, cancel: () => running.current?.abort(), again: () => setAttempt(attempt + 1) };
}
