import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BackendRefused, type Session } from '#engine/connectors/connector.ts';
import { TenantFailure } from '#engine/system/tenant-web.ts';
import type { JournalRecord } from '#shared/model/journal-record.ts';
import type { JsonObject } from '#shared/model/json.ts';
import type { Plan } from '#shared/model/plan.ts';
import { createFakeBackend, type FakeBackend, type Fault } from '#test/support/fake-backend.ts';
import { aPlan, deleting, disabling, sha256 } from '#test/support/plan-builders.ts';
import type { Proposed } from './make-plan.ts';
import { type RunnerPorts, runPlan } from './runner.ts';
import { type PlanChange, PlansRegister } from './state.ts';

const client = (name: string): JsonObject => ({ clientId: name, enabled: true });
const names = (count: number): string[] => Array.from({ length: count }, (_, index) => `c${index}`);
const clientsNamed = (list: readonly string[]) => Object.fromEntries(list.map((name) => [name, client(name)]));

/** A journal in memory and an engine that can be killed at any record. */
function stage(proposed: readonly Proposed[], backend: FakeBackend) {
  const plan = aPlan(proposed);
  const records: PlanChange[] = [];
  let dieAfter = Number.POSITIVE_INFINITY;
  const apply = (register: PlansRegister, change: PlanChange): void => {
    const record = { at: '2026-03-02T09:00:00.000Z', human: 'tester', seq: records.length, data: { plan: change } };
    register.apply(record satisfies Pick<JournalRecord, 'at' | 'human' | 'seq' | 'data'>);
  };
  const { steps, ...head } = plan;
  records.push({ is: 'steps', plan: plan.id, steps }, { is: 'created', plan: head });
  records.push({ is: 'approved', plan: plan.id, digest: plan.digest });

  async function run({ paused = new AbortController().signal, concurrency = 4, opened = backend.session() } = {}) {
    const register = new PlansRegister();
    for (const change of records) apply(register, change);
    const ports: RunnerPorts = {
      state: register,
      clock: {
        now: () => 0,
        after: (_ms, then) => {
          queueMicrotask(then);
          return () => undefined;
        },
      },
      sha256,
      record: async (change) => {
        if (records.length >= dieAfter) throw new Error('killed');
        records.push(change);
        apply(register, change);
      },
      open: async () => ({ session: opened, concurrency }),
      keep: async () => undefined,
      paused,
      signal: new AbortController().signal,
    };
    const why = await runPlan(plan.id, ports);
    const kept = register.plans.get(plan.id);
    if (kept === undefined) throw new Error('the plan is kept');
    return { why, kept, outcomes: kept.plan.steps.map(({ id }) => kept.receipts.get(id)?.outcome ?? 'pending') };
  }
  return {
    plan,
    records,
    run,
    killAfter(count: number) {
      dieAfter = records.length + count;
    },
    live() {
      dieAfter = Number.POSITIVE_INFINITY;
    },
  };
}

describe('runPlan', () => {
  it('changes one object by one step at a time: both would replace it whole', async () => {
    const backend = createFakeBackend(clientsNamed(['c0']));
    const twice = [disabling('c0', client('c0')), disabling('c0', client('c0'))];
    let [underWay, most] = [0, 0];
    const plain = backend.session();
    const opened: Session = {
      ...plain,
      async execute(...asked) {
        underWay += 1;
        most = Math.max(most, underWay);
        const applied = await plain.execute(...asked);
        underWay -= 1;
        return applied;
      },
    };
    const { outcomes } = await stage(twice, backend).run({ opened });
    expect([most, outcomes]).toEqual([1, ['verified', 'already_absent']]);
  });

  it('runs every step, never more at once than was asked for', async () => {
    const list = names(30);
    const backend = createFakeBackend(clientsNamed(list));
    const { run } = stage(
      list.map((name) => disabling(name, client(name))),
      backend,
    );
    const { why, outcomes, kept } = await run({ concurrency: 3 });
    expect([why, kept.state, new Set(outcomes)]).toEqual(['', 'done', new Set(['verified'])]);
    expect(backend.busiest).toBeLessThanOrEqual(3);
    expect(backend.busiest).toBeGreaterThan(1);
  });

  it('does not attempt what waits for a step that failed', async () => {
    const backend = createFakeBackend(clientsNamed(['a', 'b']));
    backend.writes.push('forbidden');
    const after = { ...client('a'), enabled: false };
    const { run, plan } = stage([disabling('a', client('a')), deleting('a', after)], backend);
    expect(plan.steps[1]?.waitsFor).toEqual(['s001']);
    expect((await run()).outcomes).toEqual(['refused', 'not_attempted']);
  });

  it('refuses to saw off its own branch', async () => {
    const backend = createFakeBackend(clientsNamed(['workbench']));
    const { run } = stage([disabling('workbench', client('workbench'))], backend);
    expect((await run()).outcomes).toEqual(['refused']);
    expect(backend.changes.size).toBe(0);
  });

  it('pauses where the tenant is gone, and goes on where it stopped', async () => {
    const list = names(6);
    const backend = createFakeBackend(clientsNamed(list));
    const { run } = stage(
      list.map((name) => disabling(name, client(name))),
      backend,
    );
    backend.reads.push('none', 'none', ...Array.from({ length: 50 }, (): Fault => 'not_sent'));
    const first = await run({ concurrency: 1 });
    expect(first.why).toContain('cannot be reached');
    expect(first.kept.state).toBe('paused');
    expect(first.outcomes.filter((outcome) => outcome === 'verified')).toHaveLength(1);
    backend.reads.length = 0;
    const second = await run();
    expect([second.why, new Set(second.outcomes)]).toEqual(['', new Set(['verified'])]);
    expect([...backend.changes.values()]).toEqual(list.map(() => 1));
  });

  it('pauses where the tenant does not even say whom the workbench works as', async () => {
    const backend = createFakeBackend(clientsNamed(['c0']));
    const { run } = stage([disabling('c0', client('c0'))], backend);
    for (const [failure, words] of [
      [new TenantFailure('connection_refused', 'nobody listens there', { sent: false }), 'cannot be reached'],
      [new BackendRefused(401, 'unknown client'), 'does not let the workbench in: unknown client'],
    ] as const) {
      const { why, kept } = await run({ opened: { ...backend.session(), self: () => Promise.reject(failure) } });
      expect([why, kept.state, backend.changes.size]).toEqual([expect.stringContaining(words), 'paused', 0]);
    }
    expect((await run()).outcomes).toEqual(['verified']);
  });

  it('owns what it did where a retry finds it done, so that it can be undone', async () => {
    const backend = createFakeBackend(clientsNamed(['c0']));
    const { run, records, plan } = stage([disabling('c0', client('c0'))], backend);
    // Read before, sent, and then nothing can be read for as long as it is tried.
    backend.reads.push('none', ...Array.from({ length: 50 }, (): Fault => 'not_sent'));
    const first = await run();
    expect(first.outcomes).toEqual(['claimed_not_verified']);
    backend.reads.length = 0;
    records.push({ is: 'retried', plan: plan.id, steps: plan.steps.map(({ id }) => id) });
    expect((await run()).outcomes).toEqual(['verified']);
    expect(backend.changes.get('c0')).toBe(1);
  });

  it('lets what is under way end when it is paused', async () => {
    const list = names(8);
    const backend = createFakeBackend(clientsNamed(list));
    const pausing = new AbortController();
    const inner = backend.session();
    const session: Session = {
      ...inner,
      execute: (...given) => {
        pausing.abort();
        return inner.execute(...given);
      },
    };
    const { run } = stage(
      list.map((name) => disabling(name, client(name))),
      backend,
    );
    const { why, outcomes } = await run({ paused: pausing.signal, concurrency: 2, opened: session });
    expect(why).toBe('paused by the analyst');
    expect(outcomes.filter((outcome) => outcome === 'verified').length).toBe(backend.changes.size);
    expect(outcomes).toContain('pending');
    expect(new Set((await run()).outcomes)).toEqual(new Set(['verified']));
  });

  it('killed at any record, it goes on and does nothing twice', async () => {
    const scenario = fc.record({
      count: fc.integer({ min: 1, max: 5 }),
      kill: fc.integer({ min: 0, max: 14 }),
      again: fc.integer({ min: 0, max: 14 }),
    });
    await fc.assert(
      fc.asyncProperty(scenario, async ({ count, kill, again }) => {
        const list = names(count);
        const backend = createFakeBackend(clientsNamed(list));
        const { run, killAfter, live } = stage(
          list.map((name) => disabling(name, client(name))),
          backend,
        );
        for (const at of [kill, again]) {
          killAfter(at);
          await run({ concurrency: 2 }).catch((error: unknown) => expect(String(error)).toContain('killed'));
        }
        live();
        const { outcomes } = await run();
        expect(outcomes).toEqual(list.map(() => 'verified'));
        expect([...backend.changes.values()]).toEqual(list.map(() => 1));
      }),
      { numRuns: 300, seed: 5 },
    );
  });

  it('saves and loads what it keeps', async () => {
    const backend = createFakeBackend(clientsNamed(['a', 'b']));
    const { run, records } = stage([disabling('a', client('a')), disabling('b', client('b'))], backend);
    await run();
    const [whole, loaded] = [new PlansRegister(), new PlansRegister()];
    for (const change of records)
      whole.apply({ at: '2026-03-02T09:00:00.000Z', human: 'x', seq: 1, data: { plan: change } });
    loaded.load(whole.save());
    expect(loaded.plans).toEqual(whole.plans);
    const plan: Plan | undefined = [...loaded.plans.values()][0]?.plan;
    expect(plan?.digest).toBe(aPlan([disabling('a', client('a')), disabling('b', client('b'))]).digest);
  });
});
