import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { type AnyWatchName, type AnyWatchParams, type AnyWatchView, watch } from '#renderer/client/feed.ts';
import type { AppError } from '#shared/errors/app-error.ts';

/** The view of a live query, for components that name a row's type: `ViewOf<'inventory.grid'>['rows'][number]`. */
export type ViewOf<K extends AnyWatchName> = AnyWatchView<K>;

export interface Watched<V> {
  /** The last view that arrived, also while the one for newer parameters is on its way. */
  readonly view: V | undefined;
  /** `view` still belongs to earlier parameters. */
  readonly stale: boolean;
  readonly error: AppError | undefined;
}

interface Shared {
  snapshot: Watched<unknown>;
  readonly listeners: Set<() => void>;
  stop: (() => void) | undefined;
}

const pending: Watched<never> = { view: undefined, stale: true, error: undefined };
const idle: Watched<never> = { view: undefined, stale: false, error: undefined };
const shared = new Map<string, Shared>();

function subscribe(key: string, name: AnyWatchName, params: unknown, listener: () => void): () => void {
  let entry = shared.get(key);
  if (entry === undefined) {
    entry = { snapshot: pending, listeners: new Set(), stop: undefined };
    shared.set(key, entry);
  }
  const current = entry;
  current.listeners.add(listener);
  if (current.stop === undefined) {
    const publish = (snapshot: Watched<unknown>): void => {
      current.snapshot = snapshot;
      for (const notify of current.listeners) notify();
    };
    current.stop = watch(
      name,
      // Name and parameters come as a pair from useWatch, which ties their types.
      params as never,
      (view: unknown) => publish({ view, stale: false, error: undefined }),
      (error: AppError) => publish({ view: current.snapshot.view, stale: false, error }),
    );
  }
  return () => {
    current.listeners.delete(listener);
    // One component may leave while the next arrives in the same pass: the view outlives that moment.
    queueMicrotask(() => {
      if (current.listeners.size > 0 || shared.get(key) !== current) return;
      shared.delete(key);
      current.stop?.();
    });
  };
}

/**
 * Watches a live query of the engine; the same query is asked once however many components watch it. When the
 * parameters change the last view stays, marked stale, so that nothing jumps. `params === null`: nothing is watched.
 */
export function useWatch<K extends AnyWatchName>(name: K, params: AnyWatchParams<K> | null): Watched<AnyWatchView<K>> {
  const key = params === null ? null : `${name} ${JSON.stringify(params)}`;
  const latest = useRef(params);
  latest.current = params;
  const attach = useCallback(
    (listener: () => void) => (key === null ? () => {} : subscribe(key, name, latest.current, listener)),
    [key, name],
  );
  const read = useCallback(
    () => (key === null ? idle : (shared.get(key)?.snapshot ?? pending)) as Watched<AnyWatchView<K>>, // The key begins with the name: only views of K are under it.
    [key],
  );
  const snapshot = useSyncExternalStore(attach, read);
  const last = useRef<AnyWatchView<K> | undefined>(undefined);
  useEffect(() => {
    if (snapshot.view !== undefined) last.current = snapshot.view;
    else if (key === null) last.current = undefined;
  }, [snapshot, key]);
  return useMemo(() => {
    if (snapshot.view !== undefined || key === null || last.current === undefined) return snapshot;
    return { view: last.current, stale: true, error: snapshot.error };
  }, [snapshot, key]);
}
