import { holderOf } from './behaviour-events.ts';
import type { EventColumns } from './usage-fold.ts';

/**
 * Which events were done with whose credential: each event remembers the one before it of its holder. A later call looks
 * only at what was added since, in whatever order; four bytes an event and a few a holder.
 */
export class HolderEvents {
  /** Row of the event before it of the same holder, + 1; 0: there is none. */
  #earlier = new Uint32Array(1024);
  /** Number of a holder (`holderOf`) → the row of its event that came last, + 1. */
  readonly #latest = new Map<number, number>();
  #length = 0;

  advance(events: EventColumns): void {
    const { length, tenant } = events;
    if (length > this.#earlier.length) {
      const wider = new Uint32Array(Math.max(length, this.#earlier.length * 2));
      wider.set(this.#earlier);
      this.#earlier = wider;
    }
    for (let row = this.#length; row < length; row += 1) {
      const holder = tenant[row] === 0 ? 0 : holderOf(events, row);
      if (holder === 0) continue;
      this.#earlier[row] = this.#latest.get(holder) ?? 0;
      this.#latest.set(holder, row + 1);
    }
    this.#length = Math.max(this.#length, length);
  }

  /** Rows of all events of these holders by time, equal times by row. */
  of(holders: Iterable<number>, at: Float64Array): Uint32Array {
    const rows: number[] = [];
    let isSorted = true;
    for (const holder of holders) {
      for (let next = this.#latest.get(holder) ?? 0; next !== 0; next = this.#earlier[next - 1] ?? 0) {
        const last = rows.at(-1);
        // They are met from the last to the first.
        if (last !== undefined && !isBefore(at, next - 1, last)) isSorted = false;
        rows.push(next - 1);
      }
    }
    const found = Uint32Array.from(rows).reverse();
    return isSorted ? found : found.sort((one, other) => (isBefore(at, one, other) ? -1 : 1));
  }
}

const isBefore = (at: Float64Array, one: number, other: number): boolean => {
  const [first, second] = [at[one] ?? 0, at[other] ?? 0];
  return first === second ? one < other : first < second;
};
