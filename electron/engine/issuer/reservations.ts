import type { Reservations } from './ports.ts';
import type { IssuerState } from './state.ts';

/** What requests that are under way have taken, beside what the journal says is spent. */
export function createReservations(state: Pick<IssuerState, 'isSpent'>): Reservations {
  /** Name to how many hold it. */
  const taken = new Map<string, number>();
  return {
    take(key) {
      if (taken.has(key) || state.isSpent(key)) return false;
      taken.set(key, 1);
      return true;
    },
    takePlace(key, places) {
      const held = taken.get(key) ?? 0;
      if (held >= places) return false;
      taken.set(key, held + 1);
      return true;
    },
    release(keys) {
      for (const key of keys) {
        const held = taken.get(key) ?? 0;
        if (held > 1) taken.set(key, held - 1);
        else taken.delete(key);
      }
    },
  };
}
