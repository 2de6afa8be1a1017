// Never more requests at once, and never more a second, than the analyst set.
import type { Clock } from '#engine/system/system.ts';
import { TenantFailure, type TenantWeb } from '#engine/system/tenant-web.ts';

export interface WebLimits {
  readonly concurrency: number;
  /** Requests a second; 0: no limit. */
  readonly rate: number;
}

export function limitedWeb(
  web: Pick<TenantWeb, 'ask'>,
  { concurrency, rate }: WebLimits,
  clock: Pick<Clock, 'monotonic' | 'after'>,
): Pick<TenantWeb, 'ask'> {
  const waiting: (() => void)[] = [];
  let underWay = 0;
  /** When the next request may begin. */
  let free = 0;

  async function enter(): Promise<void> {
    if (underWay >= concurrency) await new Promise<void>((resolve) => waiting.push(resolve));
    else underWay += 1;
    if (rate === 0) return;
    const now = clock.monotonic();
    const at = Math.max(now, free);
    free = at + 1000 / rate;
    if (at > now) await new Promise<void>((resolve) => void clock.after(at - now, resolve));
  }

  /** Whoever waits takes the place over. */
  function leave(): void {
    const next = waiting.shift();
    if (next === undefined) underWay -= 1;
    else next();
  }

  return {
    async ask(request, signal) {
      await enter();
      try {
        if (signal?.aborted) throw new TenantFailure('cancelled', 'the request was cancelled', { sent: false });
        return await web.ask(request, signal);
      } finally {
        leave();
      }
    },
  };
}
