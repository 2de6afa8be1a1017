import type { Clock } from '#engine/system/system.ts';

/** Knows when nobody has asked for so long (SECURITY.md, row 12: a door that nobody uses is closed). */
export interface IdleWatch {
  /** Somebody asks. */
  asked(): void;
  end(): void;
}

/** `idle` runs once, when nobody has asked for `ms`. 0: never. */
export function createIdleWatch(clock: Pick<Clock, 'monotonic' | 'after'>, ms: number, idle: () => void): IdleWatch {
  let last = clock.monotonic();
  let cancel = ms === 0 ? (): void => undefined : clock.after(ms, look);

  function look(): void {
    const left = last + ms - clock.monotonic();
    if (left > 0) cancel = clock.after(left, look);
    else idle();
  }

  return {
    asked() {
      last = clock.monotonic();
    },
    end: () => cancel(),
  };
}
