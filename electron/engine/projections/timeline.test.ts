import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timelineFilter } from '#shared/contract/charts.ts';
import { testNow } from '#test/support/builders.ts';
import { emptyPicture } from './empty-picture.ts';
import type { LaneColumn, Picture } from './picture.ts';
import { locateEvent, timelineEvents, timelineView } from './timeline.ts';

interface Event {
  readonly at: number;
  readonly human: number;
  readonly agent: number;
  readonly action: number;
  readonly denied: number;
  readonly live: number;
  readonly journal: number;
}

const lane = (prefix: string, size: number, codes: readonly number[]): LaneColumn => ({
  code: Uint32Array.from(codes),
  names: ['', ...Array.from({ length: size }, (_, index) => `${prefix}-${index + 1}`)],
  none: 0,
});

function pictureOf(events: readonly Event[], asOf: number | null = null): Picture {
  const human = lane(
    'human',
    9,
    events.map((event) => event.human),
  );
  const agent = lane(
    'agent',
    9,
    events.map((event) => event.agent),
  );
  const action = lane(
    'action',
    9,
    events.map((event) => event.action),
  );
  const order = Uint32Array.from(events.keys()).sort((a, b) => (events[a]?.at ?? 0) - (events[b]?.at ?? 0) || a - b);
  const empty = emptyPicture(testNow);
  return {
    ...empty,
    asOf,
    activity: {
      length: events.length,
      order,
      at: Float64Array.from(events, (event) => event.at),
      human,
      agent,
      action,
      denied: Uint8Array.from(events, (event) => event.denied),
      live: Uint8Array.from(events, (event) => event.live),
      origin: (row) => (events[row]?.journal === 1 ? 'journal' : 'activity'),
      concerns: () => true,
      acts: () => true,
      actor: () => -1,
      texts: empty.activity.texts,
      signals: empty.activity.signals,
      search: (row) => `${human.names[events[row]?.human ?? 0]} ${action.names[events[row]?.action ?? 0]}`,
      event: (row) => ({
        at: events[row]?.at ?? 0,
        human: null,
        humanId: null,
        humanLive: false,
        agents: [],
        client: null,
        action: '',
        object: '',
        decision: 'allowed',
        reason: '',
        trace: '',
        origin: 'activity',
        seq: null,
      }),
    },
  };
}

const bit = fc.nat(1);
const code = fc.nat(9);
const anyEvent: fc.Arbitrary<Event> = fc.record({
  at: fc.integer({ min: 0, max: 10_000 }),
  human: code,
  agent: code,
  action: code,
  denied: bit,
  live: bit,
  journal: bit,
});
const open = timelineFilter.parse({ from: null, to: null });

describe('the timeline', () => {
  it('ends at a fixed as-of instant unless the journal is asked for', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), fc.nat(10_000), (events, asOf) => {
        const picture = pictureOf(events, asOf);
        const shown = timelineView(picture, { filter: open, buckets: 20, lanes: 4 });
        expect(shown.matched).toBe(events.filter((event) => event.at <= asOf).length);
        expect(shown.span.to).toBeLessThanOrEqual(Math.max(asOf + 1, testNow));
        const journal = timelineView(picture, { filter: { ...open, origin: 'journal' }, buckets: 20, lanes: 4 });
        expect(journal.matched).toBe(events.filter((event) => event.journal === 1).length);
      }),
    );
  });

  it('counts every event once, in marks, lanes, brush and list', () => {
    fc.assert(
      fc.property(
        fc.array(anyEvent, { maxLength: 80 }),
        fc.constantFrom(
          open,
          { ...open, decisions: ['denied' as const] },
          { ...open, humans: ['human-1', ''], agents: ['agent-2', 'agent-3', ''] },
          { ...open, from: 2000, to: 7000 },
          { ...open, text: 'action-1' },
          { ...open, origin: 'journal' as const },
          { ...open, origin: 'activity' as const },
        ),
        (events, filter) => {
          const picture = pictureOf(events);
          const view = timelineView(picture, { filter, buckets: 20, lanes: 4 });
          const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, each) => total + each, 0);
          expect(sum(view.marks.weight)).toBe(view.matched);
          for (const each of [view.humans, view.agents, view.actions]) {
            expect(each.length).toBeLessThanOrEqual(4);
            expect(sum(each.map(({ count }) => count))).toBe(view.matched);
            expect(sum(each.map(({ denied }) => denied))).toBe(view.denied);
          }
          expect(sum(Object.values(view.attribution))).toBe(view.matched);
          if (filter.from === null) expect(sum(view.brush.counts)).toBe(view.matched);
          const list = timelineEvents(picture, { filter, first: 0, count: 500 });
          expect(list.total).toBe(view.matched);
          list.rows.forEach(({ row }, position) => {
            expect(locateEvent(picture, { filter, row })).toEqual({ position });
          });
          const times = list.rows.map(({ at }) => at);
          expect(times).toEqual(times.toSorted((a, b) => a - b));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('shows the rows behind a lane that is clicked', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), (events) => {
        const picture = pictureOf(events);
        const view = timelineView(picture, { filter: open, buckets: 10, lanes: 5 });
        for (const { key, count } of view.agents.filter((each) => each.key !== '…')) {
          expect(timelineEvents(picture, { filter: { ...open, agents: [key] }, first: 0, count: 1 }).total).toBe(count);
        }
      }),
    );
  });

  it('never sends more than 20,000 marks, however many events there are', () => {
    const events = Array.from({ length: 60_000 }, (_, index) => ({
      at: index * 7,
      human: index % 10,
      agent: (index >> 3) % 10,
      action: (index >> 5) % 10,
      denied: index % 11 === 0 ? 1 : 0,
      live: index % 2,
      journal: 0,
    }));
    const { marks, matched } = timelineView(pictureOf(events), { filter: open, buckets: 144, lanes: 20 });
    expect(marks.at.length).toBeLessThanOrEqual(20_000);
    expect(marks.weight.reduce((total, weight) => total + weight, 0)).toBe(matched);
  });
});
