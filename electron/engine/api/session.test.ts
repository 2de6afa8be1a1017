import { beforeEach, describe, expect, it } from 'vitest';
import type { Topic } from '#engine/door/door.ts';
import { createEngine, type Engine } from '#engine/engine.ts';
import { anIdentity } from '#test/support/builders.ts';
import { createMemoryFiles } from '#test/support/memory-files.ts';
import { createTestSystem, type TestSystem } from '#test/support/test-system.ts';

const minute = 60_000;
const hour = 60 * minute;
const start = Date.parse('2026-03-02T09:00:00.000Z');

let system: TestSystem;
let engine: Engine;
let touched: Topic[];

beforeEach(() => {
  touched = [];
  system = createTestSystem({ files: createMemoryFiles(), now: start });
  // Other processes have no way in: the socket of a folder in memory cannot be opened.
  const sockets = { ...system.sockets, listen: async () => ({ close: async () => undefined }) };
  engine = createEngine({
    system: { ...system, sockets },
    userData: null,
    human: 'tess',
    client: 'test',
    touched: (topics) => touched.push(...topics),
  });
});

const open = (asOf?: number): Promise<unknown> =>
  engine.session.open('/Acme.nhi', { readOnly: false, create: true, ...(asOf === undefined ? {} : { asOf }) });
const now = (): number => engine.watches['workspace.status']({}).view().now;
const pass = (ms: number): void => {
  touched = [];
  // One minute at a time, as timers come.
  for (let passed = 0; passed < ms; passed += minute) system.clock.advance(minute);
};

describe('an open workspace', () => {
  it('says each minute what time it is', async () => {
    await open();
    expect(now()).toBe(start);
    pass(3 * minute);
    expect([now(), touched]).toEqual([start + 3 * minute, ['workspace', 'workspace', 'workspace']]);
    expect(engine.session.picture.now).toBe(start);
    await engine.stop();
  });

  it('works ages out anew every hour', async () => {
    await open();
    pass(59 * minute);
    expect([engine.session.picture.now, touched.includes('findings')]).toEqual([start, false]);
    pass(minute);
    expect([engine.session.picture.now, touched]).toEqual([
      start + hour,
      ['workspace', 'identities', 'activity', 'findings'],
    ]);
    await engine.stop();
  });

  it('works ages out anew with a new day', async () => {
    system.clock.set(Date.parse('2026-03-02T23:58:30.000Z'));
    await open();
    pass(minute);
    expect(touched).toEqual(['workspace']);
    pass(minute);
    expect([engine.session.picture.now, touched.includes('identities')]).toEqual([
      Date.parse('2026-03-03T00:00:30.000Z'),
      true,
    ]);
    await engine.stop();
  });

  it('drops a disabled identity to 0 in the minute in which its last token ends, and journals nothing of it', async () => {
    await open();
    const { workspace } = engine.session.mustBeOpen();
    const unit = await workspace.begin();
    const tokenPolicy = {
      accessTtl: 90,
      accessTtlFrom: 'client',
      refreshAbsolute: null,
      refreshIdle: null,
      refreshRotation: false,
      offline: false,
    } as const;
    unit.putIdentity(anIdentity({ status: 'disabled', lastUsedAt: start, tokenPolicy }), [null]);
    await unit.commit({ action: 'import.committed', object: 'a.csv', human: 'tess', client: 'test', data: {} });
    const score = () => engine.session.picture.identities.value[0] ?? Number.NaN;
    const { records } = workspace.journal;
    pass(minute);
    expect([score() > 0, touched]).toEqual([true, ['workspace']]);
    pass(minute);
    expect([score(), touched.includes('identities')]).toEqual([0, true]);
    pass(minute);
    expect([touched, workspace.journal.records]).toEqual([['workspace'], records]);
    await engine.stop();
  });

  it('with an instant of its own stays there', async () => {
    await open(start - hour);
    pass(48 * hour);
    expect([now(), engine.session.picture.now, touched]).toEqual([start - hour, start - hour, []]);
    await engine.stop();
  });

  it('that was closed is left alone', async () => {
    await open();
    await engine.session.close();
    pass(2 * hour);
    expect(touched).toEqual([]);
  });
});

describe('stopping in a hurry', () => {
  it('cancels what is under way and lets go of the folder', async () => {
    await open();
    const job = engine.session.jobs.start('Importing', {
      signal: new AbortController().signal,
      progress: () => undefined,
    });
    await engine.stop(AbortSignal.abort());
    expect([job.signal.aborted, system.files.exists('/Acme.nhi/workspace.lock')]).toEqual([true, false]);
  });
});
