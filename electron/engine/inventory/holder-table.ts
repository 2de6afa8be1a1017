import type { BehaviourEvents, EventWords } from './behaviour-events.ts';
import { PairTable } from './pair-table.ts';

/** So many holders with their credentials are watched; of more, a fair share of them. */
export const mostWatched = 262_144;

/**
 * Holders and the credentials that they used, under consecutive numbers. Bounded: beyond the bound every second one is
 * left out, then three of four and so on, by the hash of their names, whatever the order in which they come.
 */
export class HolderTable {
  readonly #most: number;
  #pairs = new PairTable();
  /** Only those whose hash ends in so many zeros are watched. */
  #level = 0;

  constructor(most: number = mostWatched) {
    this.#most = most;
  }

  get length(): number {
    return this.#pairs.length;
  }

  /** 1 in so many is watched. */
  get share(): number {
    return 2 ** this.#level;
  }

  holderAt(number: number): number {
    return this.#pairs.firstOf(number);
  }

  credentialAt(number: number): number {
    return this.#pairs.secondOf(number);
  }

  /** -1: it is not watched. */
  numberOf(holder: number, credential: number, words: EventWords, events: BehaviourEvents): number {
    if (!words.isNamed(holder, events)) return -1;
    if (this.#level > 0 && (words.hashOf(holder, credential, events) & (this.share - 1)) !== 0) return -1;
    return this.#pairs.numberOf(holder, credential);
  }

  get isFull(): boolean {
    return this.#pairs.length > this.#most;
  }

  /** Begins anew with half of them. */
  halve(): void {
    this.#level += 1;
    this.#pairs = new PairTable();
  }
}
