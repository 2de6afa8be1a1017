import type { Clock } from '#engine/system/system.ts';
import type { Throttle } from './ports.ts';

/** Failures that are ordinary: a typing error, an old secret in one of several instances. */
const ordinary = 10;
const windowMs = 60_000;
/** Names that somebody makes up must not fill the memory: beyond it the oldest are forgotten. */
const mostNames = 10_000;

interface Failures {
  readonly since: number;
  readonly count: number;
}

/**
 * Counts failures of authentication by name, within a minute (SECURITY.md, row 12). It never refuses a right secret: who
 * floods another's client with wrong ones cannot lock it out.
 */
export function createThrottle(clock: Pick<Clock, 'monotonic'>): Throttle {
  const failures = new Map<string, Failures>();

  function current(name: string): Failures | undefined {
    const found = failures.get(name);
    return found !== undefined && clock.monotonic() - found.since < windowMs ? found : undefined;
  }

  return {
    refuse(name) {
      const found = current(name);
      if (found === undefined || found.count < ordinary) return null;
      return Math.max(1, Math.ceil((found.since + windowMs - clock.monotonic()) / 1000));
    },
    failed(name) {
      const { since, count } = current(name) ?? { since: clock.monotonic(), count: 0 };
      // To the end of the order, so that the first is the oldest.
      failures.delete(name);
      failures.set(name, { since, count: count + 1 });
      const [oldest] = failures.keys();
      if (failures.size > mostNames && oldest !== undefined) failures.delete(oldest);
    },
    succeeded(name) {
      failures.delete(name);
    },
  };
}
