// Refusals of nobody in particular: a foreign Host, an unknown path, a body that is too large, a client that could not be
// authenticated. All of them are journalled; a flood is counted, so that it fills neither the disk nor the time of others.
import type { Clock, Log } from '#engine/system/system.ts';
import { nobody } from './nobody.ts';
import type { Ledger, Refusals } from './ports.ts';

/** So many a second have a record of their own; of the others one record a second says how many there were. */
const ownRecords = 100;
const windowMs = 1_000;

/** Of requests that no endpoint has seen. */
export interface Gatekeeper extends Refusals {
  /** `what` is method and path, or what there was of them. Does not wait: nothing was given out. */
  refused(what: string, reason: string, status: number): void;
}

export function createRefusals(ledger: Ledger, clock: Pick<Clock, 'monotonic' | 'after'>, log: Log): Gatekeeper {
  let windowStart = Number.NEGATIVE_INFINITY;
  let inWindow = 0;
  let uncounted = 0;
  let lastReason = '';

  function record(object: string, reason: string, details: Readonly<Record<string, unknown>>): void {
    ledger
      .record({ ...nobody, action: 'request.refused', object, decision: 'denied', reason, details, changes: [] })
      .catch((error: unknown) => log.error('a refused request could not be journalled', error));
  }

  function tellOfFlood(): void {
    const count = uncounted;
    uncounted = 0;
    if (count > 0) record('flood', `${count} more requests were refused, the last because: ${lastReason}`, { count });
  }

  function admit(reason: string): boolean {
    const now = clock.monotonic();
    if (now - windowStart >= windowMs) {
      windowStart = now;
      inWindow = 0;
    }
    inWindow += 1;
    if (inWindow <= ownRecords) return true;
    if (uncounted === 0) clock.after(windowMs, tellOfFlood);
    uncounted += 1;
    lastReason = reason;
    return false;
  }

  return {
    admit,
    refused(what, reason, status) {
      if (admit(reason)) record(what.slice(0, 200), reason, { status });
    },
  };
}
