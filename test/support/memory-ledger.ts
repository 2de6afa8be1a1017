import type { IssuerEvent, Ledger } from '#engine/issuer/ports.ts';
import type { IssuerRegister } from '#engine/issuer/state.ts';
import type { Clock } from '#engine/system/system.ts';

export interface MemoryLedger extends Ledger {
  readonly events: readonly IssuerEvent[];
}

/** Applies every event at once and keeps it: a journal that never fails and lasts as long as the test. */
export function createMemoryLedger(state: IssuerRegister, clock: Pick<Clock, 'now'>): MemoryLedger {
  const events: IssuerEvent[] = [];
  return {
    events,
    async record(event) {
      events.push(event);
      state.apply({ at: new Date(clock.now()).toISOString(), data: { issuer: event.changes } });
    },
  };
}
