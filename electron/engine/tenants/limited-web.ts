// Never more requests at once, and never more a second, than the analyst set: of all sessions with a tenant together.
import type { Clock } from '#engine/system/system.ts';
import { TenantFailure, type TenantWeb } from '#engine/system/tenant-web.ts';

export interface WebLimits {
  readonly concurrency: number;
  /** Requests a second; 0: no limit. */
  readonly rate: number;
}

export interface WebGate {
  /** Resolves when a request may begin. */
  enter(): Promise<void>;
  leave(): void;
}

/** `limits`: as they are now; they may change while it stands. */
export function createWebGate(limits: () => WebLimits, clock: Pick<Clock, 'monotonic' | 'after'>): WebGate {
  const waiting: (() => void)[] = [];
  let underWay = 0;
  /** When the next request may begin. */
  let free = 0;

  function admit(): void {
    const { concurrency } = limits();
    while (underWay < concurrency) {
      const next = waiting.shift();
      if (next === undefined) return;
      underWay += 1;
      next();
    }
  }

  return {
    async enter() {
      if (underWay < limits().concurrency) underWay += 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      const { rate } = limits();
      if (rate === 0) return;
      const now = clock.monotonic();
      const at = Math.max(now, free);
      free = at + 1000 / rate;
      if (at > now) await new Promise<void>((resolve) => void clock.after(at - now, resolve));
    },
    leave() {
      underWay -= 1;
      admit();
    },
  };
}

export const limitedWeb = (web: Pick<TenantWeb, 'ask'>, gate: WebGate): Pick<TenantWeb, 'ask'> => ({
  async ask(request, signal) {
    await gate.enter();
    try {
      if (signal?.aborted) throw new TenantFailure('cancelled', 'the request was cancelled', { sent: false });
      return await web.ask(request, signal);
    } finally {
      gate.leave();
    }
  },
});
