import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Applied, Exchanges } from '#engine/connectors/connector.ts';
import type { JsonObject } from '#shared/model/json.ts';
import type { StepReceipt } from '#shared/model/plan.ts';
import { createFakeBackend, type FakeBackend, type Fault, faults } from '#test/support/fake-backend.ts';
import { aPlan, deleting, disabling, rotating, sha256 } from '#test/support/plan-builders.ts';
import type { Proposed } from './make-plan.ts';
import { runStep, type StepEnd } from './run-step.ts';

const erp: JsonObject = { clientId: 'erp', enabled: true, secretCreatedAt: 1 };

interface Setting {
  readonly writes?: readonly Fault[];
  readonly reads?: readonly Fault[];
  readonly lag?: number;
  readonly resumed?: boolean;
  readonly proposed?: Proposed;
  readonly prepare?: (backend: FakeBackend) => void;
  readonly execute?: (backend: FakeBackend, exchanges: Exchanges) => Applied;
}

async function ran({
  writes = [],
  reads = [],
  lag = 0,
  resumed = false,
  proposed = disabling('erp', erp),
  prepare,
  execute,
}: Setting) {
  const backend = createFakeBackend({ erp });
  backend.writes.push(...writes);
  backend.reads.push(...reads);
  backend.lag = lag;
  prepare?.(backend);
  const step = aPlan([proposed]).steps[0];
  if (step === undefined) throw new Error('the plan has a step');
  const kept: string[] = [];
  const waited: number[] = [];
  let begun = 0;
  const end = await runStep(step, {
    session: {
      ...backend.session(),
      ...(execute && { execute: async (_operation, _seen, exchanges) => execute(backend, exchanges) }),
    },
    clock: { now: () => 0 },
    wait: async (ms) => void waited.push(ms),
    sha256,
    signal: new AbortController().signal,
    resumed,
    begin: async () => {
      // Nothing may have reached the backend before the intent is durable.
      expect(backend.changes.size).toBe(0);
      begun += 1;
    },
    keep: async ({ value }) => void kept.push(value),
  });
  return { end, backend, kept, waited, begun, step };
}

const receiptOf = (end: StepEnd): StepReceipt => {
  if (end.kind !== 'ended') throw new Error(`it was ${end.kind}`);
  return end.receipt;
};
const outcomeOf = async (setting: Setting): Promise<string> => receiptOf((await ran(setting)).end).outcome;

describe('runStep', () => {
  it('reads, changes once, reads back and probes', async () => {
    const { end, backend, begun } = await ran({});
    const { probes, ...receipt } = receiptOf(end);
    expect(receipt).toMatchObject({
      outcome: 'verified',
      before: erp,
      observed: { ...erp, enabled: false },
      read: true,
    });
    expect(receipt.exchanges.map(({ method }) => method)).toEqual(['GET', 'PUT', 'GET']);
    expect(probes.map(({ kind, verdict }) => [kind, verdict])).toEqual([['mint', 'dead']]);
    expect([backend.changes.get('erp'), begun]).toEqual([1, 1]);
  });

  it.each<[string, Setting, string]>([
    [
      'what was so before',
      { prepare: ({ objects }) => objects.set('erp', { ...erp, enabled: false }) },
      'already_absent',
    ],
    ['what is gone', { prepare: ({ objects }) => objects.delete('erp') }, 'already_absent'],
    [
      'what changed since the plan',
      { prepare: ({ objects }) => objects.set('erp', { ...erp, clientId: 'other' }) },
      'refused',
    ],
    ['a role that is missing', { writes: ['forbidden'] }, 'refused'],
    ['a lost answer after success', { writes: ['lost_after'] }, 'verified'],
    ['a lost request', { writes: ['lost_before'] }, 'verified'],
    ['a broken answer after success', { writes: ['broken_after'] }, 'verified'],
    ['a busy backend', { writes: ['busy', 'busy'] }, 'verified'],
    ['one that stays busy', { writes: ['busy', 'busy', 'busy', 'busy', 'busy'] }, 'not_attempted'],
    ['a backend that lies', { writes: ['ignored'] }, 'claimed_not_verified'],
    ['consistency in the end', { lag: 4 }, 'verified'],
    [
      'one that cannot be read afterwards',
      { writes: ['lost_after'], reads: ['none', 'not_sent'] },
      'unknown_needs_check',
    ],
    ['the undead', { prepare: ({ undead }) => undead.add('erp') }, 'claimed_not_verified'],
    ['a delete', { proposed: deleting('erp', erp) }, 'verified'],
    [
      'a delete of what is gone',
      { proposed: deleting('erp', erp), prepare: ({ objects }) => objects.delete('erp') },
      'already_absent',
    ],
  ])('%s', async (_name, setting, outcome) => {
    expect(await outcomeOf(setting)).toBe(outcome);
  });

  it('names what is missing, and what drifted', async () => {
    const missing = receiptOf((await ran({ writes: ['forbidden'] })).end);
    expect(missing.message).toBe('the backend answered 403. Missing: manage-clients.');
    const drifted = await ran({ prepare: ({ objects }) => objects.set('erp', { ...erp, clientId: 'other' }) });
    expect(receiptOf(drifted.end).message).toContain('clientId');
    expect([drifted.begun, drifted.backend.changes.size]).toEqual([0, 0]);
  });

  it.each<[string, Applied]>([
    ['refused', { kind: 'refused', message: 'the backend answered 403.' }],
    ['put off for good', { kind: 'later', retryAfter: null, message: 'the backend answered 429.' }],
  ])('does not say that nothing was done where a part of it was, and the rest %s', async (_name, answer) => {
    const { end } = await ran({
      execute({ objects }, exchanges) {
        exchanges.push({ method: 'DELETE', path: '/roles/realm', status: 204 });
        objects.set('erp', { ...erp, roles: [] });
        return answer;
      },
    });
    const { outcome, message } = receiptOf(end);
    expect([outcome, message]).toEqual(['unknown_needs_check', expect.stringContaining('neither as before nor')]);
  });

  it('calls refused what was refused before anything was taken, or left it as it was', async () => {
    for (const proposed of [disabling('erp', erp), rotating('erp', erp)])
      for (const status of [403, 204]) {
        const { end, waited } = await ran({
          proposed,
          execute(_backend, exchanges) {
            exchanges.push({ method: 'PUT', path: '/clients/erp', status });
            return { kind: 'refused', message: 'the backend answered 403.' };
          },
        });
        expect([receiptOf(end).outcome, waited]).toEqual(['refused', []]);
      }
  });

  it('waits as long as it is asked to', async () => {
    expect((await ran({ writes: ['busy'] })).waited[0]).toBe(1000);
  });

  it('is as if it had never begun where nothing could be read', async () => {
    const { end, begun } = await ran({ reads: ['not_sent'] });
    expect([end.kind, begun]).toEqual(['offline', 0]);
  });

  it('takes up what was begun by reading first', async () => {
    const done = (backend: FakeBackend): void => void backend.objects.set('erp', { ...erp, enabled: false });
    const { end, backend } = await ran({ resumed: true, prepare: done });
    // What was before stays what an undo brings back.
    expect(receiptOf(end)).toMatchObject({ outcome: 'verified', before: erp, observed: { ...erp, enabled: false } });
    expect(backend.changes.size).toBe(0);
    expect(await outcomeOf({ resumed: true })).toBe('verified');
    const other = (backend: FakeBackend): void => void backend.objects.set('erp', { ...erp, clientId: 'other' });
    expect(await outcomeOf({ resumed: true, prepare: other })).toBe('unknown_needs_check');
  });

  it('tells its probes when the change was made, however long reading it back took', async () => {
    let now = 0;
    const backend = createFakeBackend({ erp });
    backend.lag = 4;
    const [step] = aPlan([disabling('erp', erp)]).steps;
    if (step === undefined) throw new Error('the plan has a step');
    const told: [changedAt: number, probedAt: number][] = [];
    const session = backend.session();
    await runStep(step, {
      session: {
        ...session,
        probe(operation, changedAt, signal) {
          told.push([changedAt, now]);
          return session.probe(operation, changedAt, signal);
        },
      },
      clock: { now: () => now },
      wait: async (ms) => {
        now += ms;
      },
      sha256,
      signal: new AbortController().signal,
      resumed: false,
      begin: async () => undefined,
      keep: async () => undefined,
    });
    expect(told).toEqual([[0, 3_750]]);
  });

  it('knows nothing of what was begun and is not shown any more', async () => {
    expect(await outcomeOf({ reads: ['forbidden'] })).toBe('refused');
    expect(await outcomeOf({ reads: ['forbidden'], resumed: true })).toBe('unknown_needs_check');
  });

  it('hands a new secret over once, and keeps it out of the receipt', async () => {
    const { end, kept } = await ran({ proposed: rotating('erp', erp) });
    expect(kept).toEqual(['secret of erp']);
    expect(receiptOf(end).outcome).toBe('verified');
    expect(JSON.stringify(end)).not.toContain('secret of erp');
  });

  it('says when a new secret was lost with the answer', async () => {
    const { end, kept, backend } = await ran({ proposed: rotating('erp', erp), writes: ['lost_after'] });
    expect(kept).toEqual([]);
    expect(receiptOf(end)).toMatchObject({ outcome: 'unknown_needs_check' });
    expect(receiptOf(end).message).toContain('rotate again');
    expect(backend.changes.get('erp')).toBe(1);
  });

  it('takes a secret that somebody else made for drift, and its own that was lost for unknown', async () => {
    const other = (backend: FakeBackend): void => void backend.objects.set('erp', { ...erp, secretCreatedAt: 2 });
    const setting = { proposed: rotating('erp', erp), prepare: other };
    expect(await outcomeOf(setting)).toBe('refused');
    const { end, backend } = await ran({ ...setting, resumed: true });
    expect(receiptOf(end)).toMatchObject({ outcome: 'unknown_needs_check' });
    expect(receiptOf(end).message).toContain('rotate again');
    expect(backend.changes.size).toBe(0);
  });

  it('never says verified of what is not so, whatever goes wrong', async () => {
    const fault = fc.constantFrom(...faults);
    const setting = fc.record({
      writes: fc.array(fault, { maxLength: 6 }),
      reads: fc.array(fc.constantFrom<Fault>('none', 'none', 'not_sent', 'lost_before'), { maxLength: 8 }),
      lag: fc.nat(10),
      resumed: fc.boolean(),
      proposed: fc.constantFrom(disabling('erp', erp), deleting('erp', erp), rotating('erp', erp)),
    });
    await fc.assert(
      fc.asyncProperty(setting, async (each) => {
        const { end, backend, step } = await ran(each);
        const truth = backend.objects.get('erp') ?? null;
        const isSo = step.after === null ? truth === null : JSON.stringify(truth) !== JSON.stringify(erp);
        if (end.kind !== 'ended') {
          expect(backend.changes.size).toBe(0);
          return;
        }
        const { outcome } = end.receipt;
        if (outcome === 'verified') expect(isSo).toBe(true);
        if (outcome === 'refused' || outcome === 'not_attempted') expect(backend.changes.size).toBe(0);
        if (step.operation.name === 'secret.rotate') expect(backend.changes.get('erp') ?? 0).toBeLessThanOrEqual(1);
      }),
      { numRuns: 2000, seed: 11 },
    );
  });
});
