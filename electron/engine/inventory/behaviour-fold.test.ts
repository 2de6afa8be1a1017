import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BehaviourEvents } from './behaviour-events.ts';
import { BehaviourFold } from './behaviour-fold.ts';
import { behaviourOf, keepsOfficeHours } from './behaviour-of.ts';
import { mostRemembered } from './latest-few.ts';
import { NetworkFold } from './network-fold.ts';

const minute = 60_000;
const start = Date.UTC(2026, 2, 2, 8);
const agents = [
  '',
  'curl/8.5.0',
  'curl/7.1',
  'Java/21',
  'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/122.0 Safari/537.36',
  ...Array.from({ length: 12 }, (_, index) => `tool${String.fromCharCode(97 + index)}/1.0`),
];
const networks = ['', 'AS64500 DE', 'AS64501 DE', 'DE', 'FR', 'AS64500', 'AS64502 FR'];
const parties = ['', 'sync\u001fidn_sync', 'feed\u001fidn_feed', 'nobody\u001f', 'bot\u001fidn_bot'];
const credentials = ['', 'AKIA1', 'AKIA2'];

interface Row {
  readonly at: number;
  readonly client: number;
  readonly agent: number;
  readonly human: number;
  readonly credential: number;
  readonly network: number;
  readonly userAgent: number;
  readonly signals: number;
  readonly denied: number;
}

const code = (texts: readonly string[]) => fc.nat(texts.length - 1);
const anyRow: fc.Arbitrary<Row> = fc.record({
  at: fc.nat(600).map((minutes) => start + minutes * minute),
  client: code(parties),
  agent: code(parties),
  human: fc.constantFrom(0, 0, 0, 1),
  credential: code(credentials),
  network: code(networks),
  userAgent: code(agents),
  signals: fc.constantFrom(0, 0, 1, 8, 16, 256 + 1),
  denied: fc.constantFrom(0, 0, 0, 1),
});

function columnsOf(rows: readonly Row[]): BehaviourEvents {
  const numbers = (of: (row: Row) => number): Uint32Array => Uint32Array.from(rows, of);
  const at = Float64Array.from(rows, (row) => row.at);
  return {
    length: rows.length,
    at,
    order: Uint32Array.from(rows.keys()).sort((a, b) => (at[a] ?? 0) - (at[b] ?? 0) || a - b),
    chain: numbers((row) => row.agent),
    lastAgent: numbers((row) => row.agent),
    client: numbers((row) => row.client),
    human: numbers((row) => row.human),
    action: numbers(() => 1),
    tenant: numbers(() => 1),
    decision: Uint8Array.from(rows, (row) => row.denied),
    live: new Uint8Array(rows.length),
    credential: numbers((row) => row.credential),
    network: numbers((row) => row.network),
    userAgent: numbers((row) => row.userAgent),
    signals: Uint16Array.from(rows, (row) => row.signals),
    words: {
      parties: { agent: parties, client: parties, human: parties },
      credentials,
      networks,
      userAgents: agents,
    },
    isNamed: (text) => text.length > text.indexOf('\u001f') + 1,
  };
}

interface Folds {
  readonly fold: BehaviourFold;
  readonly networks: NetworkFold;
}

const folds = (most?: number): Folds => ({
  fold: new BehaviourFold(most),
  networks: new NetworkFold(10 * minute, most),
});

/** Rows of the inventory: sync, feed and bot; nobody has none. */
const rowOf = [-1, 0, 1, -1, 2];

const factsIn = ({ fold, networks: seen }: Folds) =>
  behaviourOf({
    now: start + 600 * minute,
    days: 90,
    workloadDays: 7,
    identities: { length: 3, kind: [2, 2, 4], activeCredentials: [1, 1, 0], rotatedAt: [NaN, NaN, NaN] },
    edges: { from: [], to: [], kind: [] },
    fold,
    networks: seen,
    rows: { agent: rowOf, client: rowOf, human: rowOf },
  });

function factsOf(batches: readonly (readonly Row[])[], most?: number) {
  const both = folds(most);
  const all: Row[] = [];
  for (const batch of batches) {
    all.push(...batch);
    const events = columnsOf(all);
    both.fold.advance(events);
    both.networks.advance(events);
  }
  return factsIn(both);
}

const row = (values: Partial<Row>): Row => ({
  at: start,
  client: 1,
  agent: 0,
  human: 0,
  credential: 1,
  network: 0,
  userAgent: 0,
  signals: 0,
  denied: 0,
  ...values,
});

describe('the behaviour of identities', () => {
  it('is the same over every order of the events and every split, also beyond the bound', () => {
    fc.assert(
      fc.property(
        fc.array(anyRow, { maxLength: 60 }),
        fc.array(fc.nat(60), { maxLength: 4 }),
        fc.infiniteStream(fc.nat()),
        fc.constantFrom(undefined, 1, 2),
        (rows, cuts, keys, most) => {
          const shuffled = rows
            .map((each) => [keys.next().value ?? 0, each] as const)
            .sort(([a], [b]) => a - b)
            .map(([, each]) => each);
          const places = [0, ...[...cuts].sort((a, b) => a - b), rows.length];
          const batches = places.slice(1).map((to, index) => shuffled.slice(places[index], to));
          expect(factsOf(batches, most)).toEqual(factsOf([rows], most));
        },
      ),
      { numRuns: 400, seed: 20260314 },
    );
  });

  it('tells two networks within ten minutes, whichever of system and country both tell', () => {
    const seen = (...told: readonly (readonly [minutes: number, network: number])[]) =>
      factsOf([told.map(([minutes, network]) => row({ at: start + minutes * minute, network }))]).concurrentNetworks[0];
    expect(seen([0, 1], [10, 2])).toBe(1);
    expect(seen([0, 1], [11, 2])).toBe(0);
    expect(seen([0, 1], [5, 1], [9, 5])).toBe(0);
    expect(seen([0, 3], [5, 4])).toBe(1);
    // A country against a system without one says nothing.
    expect(seen([0, 3], [5, 5])).toBe(0);
    expect(seen([0, 1], [5, 3], [9, 2])).toBe(1);
  });

  it('counts workloads of one credential, not of an identity with several, and not those of last month', () => {
    const count = (...rows: readonly Partial<Row>[]) => factsOf([rows.map(row)]).workloads[0];
    expect(count({ userAgent: 1 }, { userAgent: 3 })).toBe(2);
    expect(count({ userAgent: 1 }, { userAgent: 2 })).toBe(1);
    expect(count({ userAgent: 1 }, { userAgent: 3, credential: 2 })).toBe(1);
    expect(count({ userAgent: 1, network: 1 }, { userAgent: 1, network: 2 }, { userAgent: 1 })).toBe(2);
    expect(count({ userAgent: 1, at: start - 8 * 86_400_000 }, { userAgent: 3 })).toBe(1);
    expect(count({ userAgent: 1 }, { userAgent: 3, human: 1 })).toBe(1);
    const tools = Array.from({ length: 12 }, (_, index) => ({ userAgent: 5 + index, at: start + index }));
    expect(count(...tools)).toBe(mostRemembered);
  });

  it('counts agents that nothing tells apart, and browsers and consoles only in nobody’s name', () => {
    const facts = factsOf([
      [
        row({ agent: 3 }),
        row({ agent: 4 }),
        row({ agent: 2 }),
        row({ client: 2, userAgent: 4, signals: 8, human: 1 }),
        row({ client: 4, userAgent: 4, signals: 8 }),
      ],
    ]);
    expect([...facts.agentsBehind]).toEqual([2, 0, 0]);
    expect([...facts.interactive]).toEqual([0, 0, 2]);
    expect([...facts.atConsole]).toEqual([0, 0, 1]);
  });

  it('knows of office hours only what the window holds, whatever came before', () => {
    const day = 86_400_000;
    const working = (weeks: number, ends: number): Row[] =>
      Array.from({ length: weeks * 7 }, (_, back) => ends - back * day)
        .filter((at) => ![0, 6].includes(new Date(at).getUTCDay()))
        .flatMap((at) =>
          [8, 9, 11, 13, 16].map((hour, index) =>
            row({ at: Math.floor(at / day) * day + hour * 3_600_000 + ((at / day + index * 11) % 60) * minute }),
          ),
        );
    // At every hour, before the window.
    const always = Array.from({ length: 400 }, (_, at) => row({ at: start - 200 * day - at * 3_700_000 }));
    const found = (...rows: readonly Row[]) => factsOf([rows]).interactive[0];
    expect(found(...working(6, start))).toBe(1);
    expect(found(...working(6, start), ...always)).toBe(1);
    // Forty requests in three weeks are what it takes: older ones do not make up for what lacks.
    expect(found(...working(1, start), ...working(6, start - 120 * day))).toBe(0);
  });

  it('tells office hours from a job of every morning and from a service that never sleeps', () => {
    const clock = { events: 200, hours: 0b111111111 << 8, weekdays: 0b0111110, distinctMinutes: 55, weeks: 6 };
    expect(keepsOfficeHours(clock)).toBe(true);
    expect(keepsOfficeHours({ ...clock, distinctMinutes: 2 })).toBe(false);
    expect(keepsOfficeHours({ ...clock, weekdays: 0b1111111 })).toBe(false);
    expect(keepsOfficeHours({ ...clock, hours: 0xffffff })).toBe(false);
    // From Sunday to Thursday, and over midnight UTC.
    expect(keepsOfficeHours({ ...clock, weekdays: 0b0011111, hours: 0b111100000000000000001111 })).toBe(true);
    expect(keepsOfficeHours({ ...clock, weeks: 1 })).toBe(false);
  });
});
