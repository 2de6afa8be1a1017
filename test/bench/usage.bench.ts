import { recordingOf, shows } from '#engine/catalogue/exercises.ts';
import { diceOf } from '#engine/demo/random.ts';
import { type EventColumns, UsageFold } from '#engine/inventory/usage-fold.ts';
import { UsageMemory } from '#engine/inventory/usage-memory.ts';
import { usageOf } from '#engine/inventory/usage-of.ts';
import { dayMs } from '#shared/lib/duration.ts';
import { scopeKey } from '#shared/model/scope-key.ts';
import { testNow } from '#test/support/builders.ts';
import { type BenchRow, compare, inTurns, noGoal } from './measure.ts';

const rounds = 15;
const warmUp = 3;
const parties = 20_000;
const actions = 64;

/** Half of the events are an agent's, one in forty is refused. */
function eventsOf(length: number): EventColumns {
  const dice = diceOf(11);
  const codes = (most: number): Uint32Array => Uint32Array.from({ length }, () => dice.between(1, most));
  const agents = Uint32Array.from({ length }, () => (dice.chance(0.5) ? dice.between(1, parties) : 0));
  return {
    length,
    at: Float64Array.from({ length }, () => testNow - dice.between(0, 120 * 86_400) * 1000),
    chain: agents,
    lastAgent: agents,
    client: codes(parties),
    human: codes(2_000),
    action: codes(actions),
    tenant: codes(8),
    decision: Uint8Array.from({ length }, () => (dice.chance(1 / 40) ? 1 : 0)),
    live: Uint8Array.from({ length }, () => (dice.chance(0.25) ? 1 : 0)),
  };
}

/** The newest time of each party and action, in a table as large as it may ever be: nothing to look up, nothing to grow. */
function bareLoop({ length, at, lastAgent, client, action, decision }: EventColumns): Float64Array {
  const last = new Float64Array((parties + 1) * (actions + 1));
  for (let row = 0; row < length; row += 1) {
    if (decision[row] === 1) continue;
    const party = lastAgent[row] || (client[row] ?? 0);
    const cell = party * (actions + 1) + (action[row] ?? 0);
    if ((at[row] ?? 0) > (last[cell] ?? 0)) last[cell] = at[row] ?? 0;
  }
  return last;
}

const foldOf = (events: EventColumns): UsageFold => {
  const fold = new UsageFold();
  fold.advance(events);
  return fold;
};

/** 100,000 identities that hold eight scopes each, with all events behind them. */
function questionOf(events: EventColumns) {
  const length = parties * 5;
  const held = 8;
  const words = Array.from({ length: actions + 1 }, (_, code) => (code === 0 ? '' : `orders:${code}`));
  const rows = Int32Array.from({ length: parties + 1 }, (_, code) => code - 1);
  const column = (value: number): Float64Array => new Float64Array(length).fill(value);
  const holdings = length * held;
  return {
    now: testNow,
    days: 90,
    identities: {
      length,
      kind: column(0),
      tenant: Uint32Array.from({ length }, (_, row) => 1 + (row % 8)),
      tenants: ['', ...Array.from({ length: 8 }, (_, i) => `ten_${i}`)],
      lastUsedAt: column(Number.NaN),
      lastUsedReason: column(1),
    },
    holdings: {
      length: holdings,
      holder: Uint32Array.from({ length: holdings }, (_, at) => Math.floor(at / held)),
      scope: Uint32Array.from({ length: holdings }, (_, at) => 1 + ((at * 7) % actions)),
      scopes: words.map((word) => (word === '' ? '' : scopeKey('csv', 'orders-api', word))),
      lastUsedAt: new Float64Array(holdings).fill(Number.NaN),
      reason: new Uint8Array(holdings).fill(1),
    },
    events: {
      fold: foldOf(events),
      tenants: ['', ...Array.from({ length: 8 }, (_, i) => `ten_${i}`)],
      actions: words,
      agent: rows,
      client: rows,
      human: new Int32Array(2_001).fill(-1),
      chain: Array.from(rows, (row) => Int32Array.of(row)),
    },
    port: { shows, recordingOf },
    memory: new UsageMemory(),
    tierOf: () => 2 as const,
  };
}

export async function run(): Promise<BenchRow[]> {
  const length = Math.round(1_000_000 * Number(process.env['NHI_BENCH_SCALE'] ?? 1));
  const events = eventsOf(length);
  const [whole, bare] = await inTurns(
    rounds,
    () => foldOf(events),
    () => bareLoop(events),
    warmUp,
  );
  const before = length - Math.round(length / 100);
  const folds = Array.from({ length: rounds + warmUp }, () => foldOf({ ...events, length: before }));
  const [rest] = await inTurns(
    rounds,
    () => folds.pop()?.advance(events),
    () => undefined,
    warmUp,
  );
  const question = questionOf(events);
  const [judged, facts] = await inTurns(
    rounds,
    () => usageOf(question),
    () => bareSum(question.holdings),
    warmUp,
  );
  return [
    compare(
      'C',
      'usage: fold of 1,000,000 events, against a bare loop over the same columns',
      'ms',
      noGoal(),
      whole,
      bare,
    ),
    compare('C', 'usage: fold of the last hundredth, against the fold of all', 'ms', noGoal(), rest, whole),
    compare(
      'C',
      'usage: 800,000 scopes of 100,000 identities judged, against a bare loop over them',
      'ms',
      noGoal(),
      judged,
      facts,
    ),
  ];
}

function bareSum({ length, holder, lastUsedAt }: ReturnType<typeof questionOf>['holdings']): Float64Array {
  const used = new Float64Array(length);
  const from = testNow - 90 * dayMs;
  for (let at = 0; at < length; at += 1) if ((lastUsedAt[at] ?? 0) >= from) used[holder[at] ?? 0] = 1;
  return used;
}
