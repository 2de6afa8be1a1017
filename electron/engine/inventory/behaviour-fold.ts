import { signals } from '#shared/model/activity.ts';
import type { Instant } from '#shared/model/fact.ts';
import { type BehaviourEvents, EventWords, holderOf, isOwnDeed } from './behaviour-events.ts';
import { DaysOfWork } from './days-of-work.ts';
import { HolderTable } from './holder-table.ts';
import { Instants } from './instants.ts';
import { LatestFew } from './latest-few.ts';
import { PairTable } from './pair-table.ts';

/**
 * How each holder of a credential behaves, folded in one pass: a later call folds only what was added since. Whatever the
 * order of the events and wherever they are split, the outcome is the same. What is refused counts for signals alone.
 *
 * Bounded: at most `mostWatched` holders with a credential (beyond them a fair share by hash is watched, the others are
 * unknown), and of each the eight workloads, and the eight agents, that were seen last; earlier ones are forgotten, so
 * counts end at eight. Days on which they acted are kept one by one: a window ends where the policy says. Programs are told apart by 32 bits of their name. A million user agents add five bytes each.
 */
export class BehaviourFold {
  readonly holders: HolderTable;
  #words: EventWords | undefined;
  #folded = 0;
  #last = new Instants();
  #browser = new Instants();
  #console = new Instants();
  /** By number of the holder: when it acted by itself. */
  days = new DaysOfWork();
  /** By number of the holder: program and autonomous system. */
  workloads = new LatestFew();
  /** By number of the holder: agents, by their code. */
  agents = new LatestFew();
  /** (number of the holder, place of a signal and whether it was refused). */
  #signs = new PairTable();
  #signAt = new Instants();

  constructor(most?: number) {
    this.holders = new HolderTable(most);
  }

  get length(): number {
    return this.#folded;
  }

  lastOf(number: number): Instant {
    return this.#last.at(number);
  }

  /** Last time that it came with a browser; -Infinity: never. */
  browserOf(number: number): Instant {
    return this.#browser.at(number);
  }

  consoleOf(number: number): Instant {
    return this.#console.at(number);
  }

  get signs(): number {
    return this.#signs.length;
  }

  signAt(sign: number): {
    readonly number: number;
    /** Index into `signals`. */
    readonly signal: number;
    readonly denied: boolean;
    readonly at: Instant;
  } {
    const what = this.#signs.secondOf(sign);
    return {
      number: this.#signs.firstOf(sign),
      signal: what >>> 1,
      denied: (what & 1) === 1,
      at: this.#signAt.at(sign),
    };
  }

  advance(events: BehaviourEvents): void {
    this.#words ??= new EventWords(events.isNamed);
    while (!this.#run(events, this.#words)) this.#beginAnew();
  }

  /** false: more holders than are watched. */
  #run(events: BehaviourEvents, words: EventWords): boolean {
    const { length, at, tenant, decision, credential, userAgent, network, signals: bits, lastAgent } = events;
    for (let row = this.#folded; row < length; row += 1) {
      if (tenant[row] === 0) continue;
      const holder = holderOf(events, row);
      if (holder === 0) continue;
      const number = this.holders.numberOf(holder, credential[row] ?? 0, words, events);
      if (number < 0) continue;
      if (this.holders.isFull) return false;
      const when = at[row] ?? 0;
      const denied = decision[row] === 1;
      const seen = bits[row] ?? 0;
      if (seen !== 0) this.#sign(number, seen, denied, when);
      if (denied) continue;
      const agent = lastAgent[row] ?? 0;
      if (agent !== 0) this.agents.put(number, agent, 0, when);
      if (!isOwnDeed(events, row, holder)) continue;
      this.#last.raise(number, when);
      this.days.put(number, when);
      if ((seen & consoleBit) !== 0) this.#console.raise(number, when);
      const code = userAgent[row] ?? 0;
      if (code === 0) continue;
      if (words.isBrowser(code, events)) this.#browser.raise(number, when);
      const program = words.programOf(code, events);
      if (program !== 0) this.workloads.put(number, program, words.systemOf(network[row] ?? 0, events), when);
    }
    this.#folded = Math.max(this.#folded, length);
    return true;
  }

  #sign(number: number, bits: number, denied: boolean, when: Instant): void {
    for (let signal = 0; signal < signals.length; signal += 1) {
      if ((bits & (1 << signal)) === 0) continue;
      this.#signAt.raise(this.#signs.numberOf(number, signal * 2 + (denied ? 1 : 0)), when);
    }
  }

  #beginAnew(): void {
    this.holders.halve();
    this.#folded = 0;
    [this.#last, this.#browser, this.#console, this.#signAt] = [
      new Instants(),
      new Instants(),
      new Instants(),
      new Instants(),
    ];
    this.#signs = new PairTable();
    [this.workloads, this.agents] = [new LatestFew(), new LatestFew()];
    this.days = new DaysOfWork();
  }
}

const consoleBit = 1 << signals.indexOf('console');
