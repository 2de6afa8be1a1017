import type { Instant } from '#shared/model/fact.ts';
import { PairTable } from './pair-table.ts';

const [minuteMs, hourMs, dayMs] = [60_000, 3_600_000, 86_400_000] as const;

/** When somebody acts, as sets of bits, UTC. */
export interface Clock {
  /** At most 255 a day. */
  readonly events: number;
  /** Bits 0 to 23. */
  readonly hours: number;
  /** Bits 0 to 6, Sunday first. */
  readonly weekdays: number;
  readonly distinctMinutes: number;
  /** Distinct weeks; at most 64 are told apart, and the longest window has 54. */
  readonly weeks: number;
}

const [mostCounted, oneEvent] = [255, 2 ** 24];

/** On which days each owner (0, 1, 2 …) acted, at which hours and minutes of them. 36 bytes or so for each day of an owner. */
export class DaysOfWork {
  /** (owner, day since 1970). */
  readonly #days = new PairTable();
  /** By day: hours as bits 0 to 23, events above them. */
  #hours = new Uint32Array(64);
  #minutes = new Uint32Array(128);
  /** The day of the same owner that was met before it, + 1; 0: there is none. */
  #before = new Uint32Array(64);
  /** By owner the day that was met last, + 1. */
  #last = new Uint32Array(64);

  put(owner: number, when: Instant): void {
    const day = Math.floor(when / dayMs);
    const known = this.#days.length;
    const at = this.#days.numberOf(owner, day >>> 0);
    if (at === known) this.#meet(owner, at);
    const hours = (this.#hours[at] ?? 0) | (1 << (Math.floor(when / hourMs) - day * 24));
    this.#hours[at] = hours >>> 24 === mostCounted ? hours : hours + oneEvent;
    const minute = Math.floor(when / minuteMs) - Math.floor(when / hourMs) * 60;
    const half = at * 2 + (minute < 32 ? 0 : 1);
    this.#minutes[half] = (this.#minutes[half] ?? 0) | (1 << (minute & 31));
  }

  /** Of the days that end after `from`. */
  clockOf(owner: number, from: Instant): Clock {
    let [events, hours, weekdays, early, late, even, odd] = [0, 0, 0, 0, 0, 0, 0];
    for (let next = this.#last[owner] ?? 0; next !== 0; next = this.#before[next - 1] ?? 0) {
      const at = next - 1;
      // Days before 1970 are negative.
      const day = this.#days.secondOf(at) | 0;
      if ((day + 1) * dayMs <= from) continue;
      const hoursOfDay = this.#hours[at] ?? 0;
      events += hoursOfDay >>> 24;
      hours |= hoursOfDay & 0xffffff;
      early |= this.#minutes[at * 2] ?? 0;
      late |= this.#minutes[at * 2 + 1] ?? 0;
      // 1 January 1970 was a Thursday, and weeks begin on Monday.
      weekdays |= 1 << ((((day + 4) % 7) + 7) % 7);
      const week = Math.floor((day + 3) / 7);
      const bit = 1 << ((week >> 1) & 31);
      if ((week & 1) === 0) even |= bit;
      else odd |= bit;
    }
    const [distinctMinutes, weeks] = [bitsIn(early) + bitsIn(late), bitsIn(even) + bitsIn(odd)];
    return { events, hours, weekdays, distinctMinutes, weeks };
  }

  #meet(owner: number, at: number): void {
    if (at >= this.#hours.length) {
      this.#hours = wider(this.#hours);
      this.#minutes = wider(this.#minutes);
      this.#before = wider(this.#before);
    }
    while (owner >= this.#last.length) this.#last = wider(this.#last);
    this.#before[at] = this.#last[owner] ?? 0;
    this.#last[owner] = at + 1;
  }
}

function wider(column: Uint32Array): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(column.length * 2);
  grown.set(column);
  return grown;
}

function bitsIn(word: number): number {
  let left = word - ((word >>> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return Math.imul((left + (left >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
