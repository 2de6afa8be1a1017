import { beforeEach, describe, expect, it } from 'vitest';
import { projector } from '#engine/projector.ts';
import type { WorkerPort } from '#engine/system/system.ts';
import { anActivity, aTenant, testNow } from '#test/support/builders.ts';
import { createMemoryFiles, type MemoryFiles } from '#test/support/memory-files.ts';
import { createTestSystem, type TestSystem } from '#test/support/test-system.ts';
import { openWorkspace } from './open-workspace.ts';
import type { SnapshotAnswer } from './snapshot.ts';
import type { Workspace } from './store.ts';

const folder = '/Acme.nhi';
const leftover = `${folder}/snapshot.sqlite.0123.tmp`;

/** A snapshot worker that does nothing until it is told to. */
interface StillWorker {
  answer(answer: SnapshotAnswer): void;
  readonly ended: boolean;
}

let files: MemoryFiles;
let system: TestSystem;
let workers: StillWorker[];
let workspace: Workspace;

function spawn(): WorkerPort {
  let listener: (message: unknown) => void = () => undefined;
  const worker = { answer: (answer: SnapshotAnswer) => listener(answer), ended: false };
  workers.push(worker);
  files.put(leftover, 'half a file');
  return {
    post: () => undefined,
    onMessage: (listen) => {
      listener = listen;
    },
    onExit: () => undefined,
    async terminate() {
      worker.ended = true;
    },
  };
}

async function commit(events: number): Promise<void> {
  const unit = await workspace.begin();
  for (let i = 0; i < events; i++) unit.putActivity(anActivity({ at: testNow - i }), aTenant());
  const who = { object: 'export.json', human: 'analyst', client: 'test' };
  await unit.commit({ action: 'import.committed', ...who, data: {} });
}

const settled = async (promise: Promise<unknown>): Promise<boolean> => {
  let done = false;
  void promise.then(() => {
    done = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  return done;
};

beforeEach(async () => {
  files = createMemoryFiles();
  workers = [];
  const plain = createTestSystem({ files });
  system = { ...plain, workers: { spawn } };
  const asked = { readOnly: false, create: true, human: 'analyst', client: 'test' };
  workspace = await openWorkspace(system, folder, { ...projector, ...asked });
});

describe('a snapshot', () => {
  it('begins two seconds after a large commit', async () => {
    await commit(2_100);
    system.clock.advance(1_999);
    expect(workers).toHaveLength(0);
    system.clock.advance(1);
    expect(workers).toHaveLength(1);
    workers[0]?.answer({ t: 'written', seq: 2 });
    await workspace.close();
    expect(workers).toHaveLength(1);
  });

  it('is not worth it after a small one', async () => {
    await commit(10);
    system.clock.advance(60_000);
    await workspace.close();
    expect(workers).toHaveLength(0);
  });

  it('waits until nobody writes', async () => {
    await commit(2_100);
    system.clock.advance(1_500);
    const unit = await workspace.begin();
    system.clock.advance(60_000);
    expect(workers).toHaveLength(0);
    await unit.rollback();
    system.clock.advance(1_999);
    expect(workers).toHaveLength(0);
    system.clock.advance(1);
    expect(workers).toHaveLength(1);
    await workspace.close(AbortSignal.abort());
  });

  it('that failed is not tried again before something is committed', async () => {
    await commit(2_100);
    system.clock.advance(2_000);
    workers[0]?.answer({ t: 'failed', message: 'no space' });
    await new Promise((resolve) => setImmediate(resolve));
    system.clock.advance(60_000);
    expect([workers.length, files.exists(leftover)]).toEqual([1, false]);
    expect(system.log.lines).toEqual(['warning the snapshot was not written: no space']);
    await commit(1);
    system.clock.advance(2_000);
    expect(workers).toHaveLength(2);
    await workspace.close(AbortSignal.abort());
  });
});

describe('closing', () => {
  it('waits for the snapshot when there is time', async () => {
    await commit(2_100);
    const closing = workspace.close();
    expect(await settled(closing)).toBe(false);
    workers[0]?.answer({ t: 'written', seq: 2 });
    await closing;
    expect(files.exists(`${folder}/workspace.lock`)).toBe(false);
  });

  it('in a hurry begins none', async () => {
    await commit(2_100);
    await workspace.close(AbortSignal.abort());
    expect([workers.length, files.exists(`${folder}/workspace.lock`)]).toEqual([0, false]);
  });

  it.each(['begun while it rested', 'begun on closing'])('in a hurry gives up one that was %s', async (when) => {
    await commit(2_100);
    const hurry = new AbortController();
    if (when === 'begun while it rested') system.clock.advance(2_000);
    const closing = workspace.close(hurry.signal);
    expect(await settled(closing)).toBe(false);
    hurry.abort();
    await closing;
    expect(workers.map(({ ended }) => ended)).toEqual([true]);
    expect([files.exists(leftover), files.exists(`${folder}/workspace.lock`)]).toEqual([false, false]);
    expect(system.log.lines).toEqual([]);
  });

  it('can be hurried by a second word', async () => {
    await commit(2_100);
    const closing = workspace.close();
    expect(await settled(closing)).toBe(false);
    await workspace.close(AbortSignal.abort());
    await closing;
    expect(workers.map(({ ended }) => ended)).toEqual([true]);
  });
});
