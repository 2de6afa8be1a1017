import type { Instant } from '#shared/model/fact.ts';
import { Instants } from './instants.ts';
import { PairTable } from './pair-table.ts';

/** Events as columns of codes; code 0 is nobody, nothing, or the workbench itself for a tenant. Longer than `length` where there is room to grow. */
export interface EventColumns {
  readonly length: number;
  readonly at: Float64Array;
  /** All agents of an event, the first to the last, under one code. */
  readonly chain: Uint32Array;
  readonly lastAgent: Uint32Array;
  readonly client: Uint32Array;
  readonly human: Uint32Array;
  readonly action: Uint32Array;
  readonly tenant: Uint32Array;
  /** 1: denied. */
  readonly decision: Uint8Array;
  /** 1: the human was there. */
  readonly live: Uint8Array;
}

export const lanes = ['agent', 'client', 'human'] as const;
export type Lane = (typeof lanes)[number];
const laneBits = 2;

/** Who acted, where and what, and when last. Codes are those of the columns. */
export interface Use {
  readonly lane: Lane;
  readonly party: number;
  readonly tenant: number;
  readonly action: number;
  readonly last: Instant;
}

/**
 * What the events say of use, folded in one pass: a later call folds only what was added since. Whatever the order of the
 * events and wherever they are split, the outcome is the same. Refused attempts use nothing, but they show what a log records.
 */
export class UsageFold {
  /** (tenant, action) that a log holds, refused or not. */
  readonly recorded = new PairTable();
  /** (lane and party, number in `recorded`). */
  readonly #uses = new PairTable();
  #last = new Instants();
  /** Last time that it took part in an event, by code: all agents of a chain, clients, humans who were there. */
  readonly chains = new Instants();
  readonly clients = new Instants();
  readonly humans = new Instants();
  /** First and last event of a tenant, by its code. */
  readonly #from = new Instants();
  readonly #to = new Instants();
  #folded = 0;

  /** Events that are folded in. */
  get length(): number {
    return this.#folded;
  }

  get uses(): number {
    return this.#uses.length;
  }

  entryAt(use: number): Use {
    const [actor, what] = [this.#uses.firstOf(use), this.#uses.secondOf(use)];
    return {
      lane: lanes[actor & ((1 << laneBits) - 1)] ?? 'client',
      party: actor >>> laneBits,
      tenant: this.recorded.firstOf(what),
      action: this.recorded.secondOf(what),
      last: this.#last.at(use),
    };
  }

  /** The stretch of time from which a tenant's log holds events; null: there is none. */
  reach(tenant: number): { readonly from: Instant; readonly to: Instant } | null {
    const to = this.#to.at(tenant);
    // The earliest is kept with its sign turned, so that the same maximum serves both.
    return to === Number.NEGATIVE_INFINITY ? null : { from: -this.#from.at(tenant), to };
  }

  advance({ length, at, chain, lastAgent, client, human, action, tenant, decision, live }: EventColumns): void {
    for (let row = this.#folded; row < length; row += 1) {
      const where = tenant[row] ?? 0;
      if (where === 0) continue;
      const when = at[row] ?? 0;
      this.#from.raise(where, -when);
      this.#to.raise(where, when);
      const what = this.recorded.numberOf(where, action[row] ?? 0);
      if (decision[row] === 1) continue;
      const [agent, app, person] = [lastAgent[row] ?? 0, client[row] ?? 0, human[row] ?? 0];
      this.chains.raise(chain[row] ?? 0, when);
      this.clients.raise(app, when);
      if (live[row] === 1) this.humans.raise(person, when);
      // The one that acted: the last agent, else the client, else the human.
      const lane = agent !== 0 ? 0 : app !== 0 ? 1 : 2;
      const party = agent !== 0 ? agent : app !== 0 ? app : person;
      if (party !== 0) this.#last.raise(this.#uses.numberOf(((party << laneBits) | lane) >>> 0, what), when);
    }
    this.#folded = Math.max(this.#folded, length);
  }
}
