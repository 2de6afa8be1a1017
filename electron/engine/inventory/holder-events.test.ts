import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holderAs, holderOf } from './behaviour-events.ts';
import { HolderEvents } from './holder-events.ts';
import type { EventColumns } from './usage-fold.ts';

const code = fc.nat({ max: 3 });
const event = fc.record({
  at: fc.nat({ max: 5 }),
  client: code,
  lastAgent: code,
  human: code,
  tenant: fc.nat({ max: 1 }),
});

function columnsOf(events: readonly (typeof event extends fc.Arbitrary<infer E> ? E : never)[]): EventColumns {
  const column = (name: 'client' | 'lastAgent' | 'human' | 'tenant') => Uint32Array.from(events, (each) => each[name]);
  const nothing = new Uint8Array(events.length);
  return {
    length: events.length,
    at: Float64Array.from(events, ({ at }) => at),
    chain: column('lastAgent'),
    lastAgent: column('lastAgent'),
    client: column('client'),
    human: column('human'),
    action: column('client'),
    tenant: column('tenant'),
    decision: nothing,
    live: nothing,
  };
}

describe('the events of holders', () => {
  it('are all of theirs by time, wherever the log was split, and none of the workbench’s own', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), fc.array(fc.nat({ max: 40 })), (events, splits) => {
        const index = new HolderEvents();
        for (const end of splits.filter((at) => at < events.length).sort((a, b) => a - b))
          index.advance(columnsOf(events.slice(0, end)));
        const columns = columnsOf(events);
        index.advance(columns);
        const holders = [holderAs(1, 'client'), holderAs(2, 'agent'), holderAs(1, 'human')];
        const expected = events
          .map((each, row) => ({ ...each, row }))
          .filter(({ tenant, row }) => tenant !== 0 && holders.includes(holderOf(columns, row)))
          .sort((a, b) => a.at - b.at || a.row - b.row)
          .map(({ row }) => row);
        expect([...index.of(holders, columns.at)]).toEqual(expected);
      }),
      { numRuns: 500, seed: 20260314 },
    );
  });
});
