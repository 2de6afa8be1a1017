const WINDOW_MS = 60_000;
const MAX_RESTARTS = 5;
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5_000;

export interface RestartPolicy {
  /** How long to wait before the next start, or null: it has died too often, give up. `now` in milliseconds. */
  next(now: number): number | null;
  /** A start by hand begins anew. */
  forget(): void;
}

/** At most five restarts a minute, each after twice the wait of the one before. */
export function createRestartPolicy(): RestartPolicy {
  let restarts: readonly number[] = [];
  return {
    next(now) {
      restarts = restarts.filter((at) => now - at < WINDOW_MS);
      if (restarts.length >= MAX_RESTARTS) return null;
      const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** restarts.length);
      restarts = [...restarts, now];
      return wait;
    },
    forget() {
      restarts = [];
    },
  };
}
