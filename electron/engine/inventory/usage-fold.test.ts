import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PairTable } from './pair-table.ts';
import { type EventColumns, UsageFold } from './usage-fold.ts';

const event = fc.record({
  at: fc.integer({ min: -1_000, max: 1_000 }),
  chain: fc.nat(5),
  lastAgent: fc.nat(3),
  client: fc.nat(3),
  human: fc.nat(3),
  action: fc.nat(5),
  tenant: fc.nat(3),
  decision: fc.nat(1),
  live: fc.nat(1),
});
type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;

const columnsOf = (events: readonly Event[], length = events.length): EventColumns => ({
  length,
  at: Float64Array.from(events, (one) => one.at),
  chain: Uint32Array.from(events, (one) => one.chain),
  lastAgent: Uint32Array.from(events, (one) => one.lastAgent),
  client: Uint32Array.from(events, (one) => one.client),
  human: Uint32Array.from(events, (one) => one.human),
  action: Uint32Array.from(events, (one) => one.action),
  tenant: Uint32Array.from(events, (one) => one.tenant),
  decision: Uint8Array.from(events, (one) => one.decision),
  live: Uint8Array.from(events, (one) => one.live),
});

const folded = (events: readonly Event[], splits: readonly number[] = []): UsageFold => {
  const fold = new UsageFold();
  for (const split of [...splits].sort((a, b) => a - b))
    fold.advance(columnsOf(events, Math.min(split, events.length)));
  fold.advance(columnsOf(events));
  return fold;
};

/** All that a fold says, in an order of its own. */
function said(fold: UsageFold): unknown {
  const codes = [0, 1, 2, 3, 4, 5];
  const { recorded } = fold;
  return {
    uses: Array.from({ length: fold.uses }, (_, use) => JSON.stringify(fold.entryAt(use))).sort(),
    recorded: Array.from(
      { length: recorded.length },
      (_, i) => `${recorded.firstOf(i)} ${recorded.secondOf(i)}`,
    ).sort(),
    chains: codes.map((code) => fold.chains.at(code)),
    clients: codes.map((code) => fold.clients.at(code)),
    humans: codes.map((code) => fold.humans.at(code)),
    reach: codes.map((code) => fold.reach(code)),
  };
}

describe('UsageFold', () => {
  it('says who acted where and when last', () => {
    const plain = { chain: 0, lastAgent: 0, client: 0, human: 0, decision: 0, live: 0 };
    const fold = folded([
      { ...plain, at: 10, client: 1, tenant: 1, action: 4 },
      { ...plain, at: 30, client: 1, tenant: 1, action: 4, decision: 1 },
      { ...plain, at: 20, client: 1, chain: 2, lastAgent: 3, tenant: 1, action: 4 },
      { ...plain, at: 99, client: 1, tenant: 0, action: 4 },
    ]);
    expect([fold.entryAt(0), fold.entryAt(1)]).toEqual([
      { lane: 'client', party: 1, tenant: 1, action: 4, last: 10 },
      { lane: 'agent', party: 3, tenant: 1, action: 4, last: 20 },
    ]);
    // The client took part in what its agent did; the refusal used nothing, but the log reaches that far.
    expect(fold.clients.at(1)).toBe(20);
    expect(fold.reach(1)).toEqual({ from: 10, to: 30 });
    expect(fold.reach(0)).toBeNull();
    expect(fold.length).toBe(4);
  });

  it('is the same wherever it is split', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), fc.array(fc.nat(60), { maxLength: 5 }), (events, splits) => {
        expect(said(folded(events, splits))).toEqual(said(folded(events)));
      }),
      { seed: 20_261_128, numRuns: 300 },
    );
  });

  it('does not depend on the order of the events', () => {
    const shuffled = fc
      .array(event, { maxLength: 60 })
      .chain((events) => fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })));
    fc.assert(
      fc.property(shuffled, ([events, others]) => {
        expect(said(folded(others))).toEqual(said(folded(events)));
      }),
      { seed: 20_261_128, numRuns: 300 },
    );
  });
});

describe('PairTable', () => {
  it('numbers pairs as a map of texts would', () => {
    const pair = fc.tuple(fc.oneof(fc.nat(20), fc.nat(0xffffffff)), fc.oneof(fc.nat(20), fc.nat(0xffffffff)));
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 2_000 }), (pairs) => {
        const table = new PairTable();
        const model = new Map<string, number>();
        for (const [first, second] of pairs) {
          const key = `${first} ${second}`;
          if (!model.has(key)) model.set(key, model.size);
          expect(table.numberOf(first, second)).toBe(model.get(key));
        }
        expect(table.length).toBe(model.size);
        for (const [key, number] of model) expect(`${table.firstOf(number)} ${table.secondOf(number)}`).toBe(key);
      }),
      { seed: 20_261_128, numRuns: 60 },
    );
  });
});
