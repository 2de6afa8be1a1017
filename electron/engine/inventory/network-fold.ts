import type { Instant } from '#shared/model/fact.ts';
import { type BehaviourEvents, EventWords, holderOf, isOwnDeed } from './behaviour-events.ts';
import { HolderTable } from './holder-table.ts';
import { Instants } from './instants.ts';

/**
 * When a credential was last seen from two networks at about the same time. Goes through the events in the order of time:
 * what comes later than all before is folded on, what does not lets it begin anew. So the order in which events came, and
 * where they were split, change nothing. Autonomous systems are compared with each other, countries with each other.
 */
export class NetworkFold {
  readonly holders: HolderTable;
  readonly #window: number;
  #words: EventWords | undefined;
  #folded = 0;
  #concurrent = new Instants();
  #systems = new TwoLatest();
  #countries = new TwoLatest();

  /** `window`: milliseconds that count as about the same time. */
  constructor(window: number, most?: number) {
    this.#window = window;
    this.holders = new HolderTable(most);
  }

  /** -Infinity: never. */
  concurrentOf(number: number): Instant {
    return this.#concurrent.at(number);
  }

  advance(events: BehaviourEvents): void {
    this.#words ??= new EventWords(events.isNamed);
    if (!this.#goesOn(events)) this.#beginAnew();
    while (!this.#run(events, this.#words)) {
      this.holders.halve();
      this.#beginAnew();
    }
  }

  /** What was folded stands at the front of the order when nothing but new rows stands behind it. */
  #goesOn({ order, length }: BehaviourEvents): boolean {
    for (let place = this.#folded; place < length; place += 1) if ((order[place] ?? 0) < this.#folded) return false;
    return true;
  }

  #run(events: BehaviourEvents, words: EventWords): boolean {
    const { order, length, at, tenant, decision, credential, network } = events;
    for (let place = this.#folded; place < length; place += 1) {
      const row = order[place] ?? 0;
      const code = network[row] ?? 0;
      if (code === 0 || tenant[row] === 0 || decision[row] === 1) continue;
      const holder = holderOf(events, row);
      if (holder === 0 || !isOwnDeed(events, row, holder)) continue;
      const number = this.holders.numberOf(holder, credential[row] ?? 0, words, events);
      if (number < 0) continue;
      if (this.holders.isFull) return false;
      const when = at[row] ?? 0;
      const earliest = when - this.#window;
      const [system, country] = [words.systemOf(code, events), words.countryOf(code, events)];
      const isElsewhere = system !== 0 && this.#systems.otherThan(number, system, when) >= earliest;
      const isAbroad = country !== 0 && this.#countries.otherThan(number, country, when) >= earliest;
      if (isElsewhere || isAbroad) this.#concurrent.raise(number, when);
    }
    this.#folded = Math.max(this.#folded, length);
    return true;
  }

  #beginAnew(): void {
    this.#folded = 0;
    this.#concurrent = new Instants();
    [this.#systems, this.#countries] = [new TwoLatest(), new TwoLatest()];
  }
}

/** Of each owner the two things that were seen last, and when. */
class TwoLatest {
  #what = new Uint32Array(128);
  #at = new Float64Array(128);

  /** Notes that the owner was seen with it. Answers when it was last seen with another; -Infinity: never. */
  otherThan(owner: number, what: number, when: Instant): Instant {
    const [last, before] = [owner * 2, owner * 2 + 1];
    if (before >= this.#what.length) this.#grow(before + 1);
    if (this.#what[last] !== what) {
      this.#what[before] = this.#what[last] ?? 0;
      this.#at[before] = this.#at[last] ?? 0;
      this.#what[last] = what;
    }
    this.#at[last] = when;
    return this.#what[before] === 0 ? Number.NEGATIVE_INFINITY : (this.#at[before] ?? 0);
  }

  #grow(least: number): void {
    const length = Math.max(least, this.#what.length * 2);
    const [what, at] = [new Uint32Array(length), new Float64Array(length)];
    what.set(this.#what);
    at.set(this.#at);
    [this.#what, this.#at] = [what, at];
  }
}
