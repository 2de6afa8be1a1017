import type { DoorSystem } from './door.ts';

export interface Throttle {
  /** Runs soon, and at most once an interval however often it is asked. */
  ask(): void;
  stop(): void;
}

/** The first request runs at once (in a task of its own); the following ones are gathered. */
export function throttle(clock: DoorSystem['clock'], intervalMs: number, run: () => void): Throttle {
  let last = Number.NEGATIVE_INFINITY;
  let cancel: (() => void) | null = null;
  return {
    ask() {
      if (cancel) return;
      const wait = Math.max(0, last + intervalMs - clock.monotonic());
      cancel = clock.after(wait, () => {
        cancel = null;
        last = clock.monotonic();
        run();
      });
    },
    stop() {
      cancel?.();
      cancel = null;
    },
  };
}
