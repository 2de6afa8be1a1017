import { useMemo, useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One timer for the whole window, and none while nobody counts. */
function everySecond(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const notify of listeners) notify();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** An instant of the engine's clock that goes on by whole seconds until the next view brings a newer one. */
export function useTicking(now: number): number {
  const arrived = useMemo(() => ({ now, at: performance.now() }), [now]);
  return useSyncExternalStore(
    everySecond,
    () => Math.floor((arrived.now + performance.now() - arrived.at) / 1000) * 1000,
  );
}
