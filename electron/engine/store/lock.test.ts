import { expect, test } from 'vitest';
import type { Files } from '#engine/system/system.ts';
import { createMemoryFiles } from '#test/support/memory-files.ts';
import { createTestSystem } from '#test/support/test-system.ts';
import { raceForDeadLock } from '#test/torture/race.ts';
import { acquireLock, holderOf } from './lock.ts';

const folder = '/w';
const path = '/w/workspace.lock';

async function twoProcesses() {
  const files = createMemoryFiles();
  await files.makeFolder(folder);
  const alive = new Map([
    [1, 'a'],
    [2, 'b'],
  ]);
  const startOf = (pid: number): string | null => alive.get(pid) ?? null;
  const first = createTestSystem({ files, seed: 1, host: { pid: 1, processStart: 'a', startOf } });
  const second = createTestSystem({ files, seed: 2, host: { pid: 2, processStart: 'b', startOf } });
  return { files, alive, first, second };
}

test('one holder at a time, and only it gives the lock back', async () => {
  const { files, first, second } = await twoProcesses();
  const lock = await acquireLock(first, folder);
  await expect(acquireLock(second, folder)).rejects.toMatchObject({ code: 'workspace.held', details: { pid: 1 } });
  expect([lock.stillOurs(), lock.notice, holderOf(second, folder)]).toEqual([true, null, { pid: 1 }]);
  expect(JSON.parse(Buffer.from(files.readSync(path)).toString())).toMatchObject({
    pid: 1,
    processStart: 'a',
    boot: 'boot-1',
  });
  await lock.release();
  const next = await acquireLock(second, folder);
  expect([lock.stillOurs(), next.stillOurs()]).toEqual([false, true]);
  await lock.release();
  expect(next.stillOurs()).toBe(true);
  await next.release();
  expect(files.list(folder)).toEqual([]);
});

test.each([
  ['ended', (alive: Map<number, string>) => alive.delete(1), 'boot-1'],
  ['came back as another process', (alive: Map<number, string>) => alive.set(1, 'z'), 'boot-1'],
  ['belongs to another boot', () => true, 'boot-0'],
])('a holder that %s loses the lock, and it is said', async (_name, change, bootId) => {
  const { files, alive, first, second } = await twoProcesses();
  const old = await acquireLock({ ...first, host: { ...first.host, bootId } }, folder);
  change(alive);
  expect(holderOf(second, folder)).toBe(null);
  const lock = await acquireLock(second, folder);
  expect(lock.notice).toContain('1');
  expect([old.stillOurs(), lock.stillOurs(), files.list(folder)]).toEqual([false, true, ['workspace.lock']]);
});

test('where the platform does not tell starts, a living process keeps its lock', async () => {
  const { first, second } = await twoProcesses();
  await acquireLock({ ...first, host: { ...first.host, processStart: '' } }, folder);
  await expect(acquireLock(second, folder)).rejects.toMatchObject({ code: 'workspace.held' });
});

test('a taker that died half way is taken over as well', async () => {
  const { files, alive, first, second } = await twoProcesses();
  await acquireLock(first, folder);
  const guard = `${path}.${JSON.parse(Buffer.from(files.readSync(path)).toString()).token}`;
  files.put(guard, JSON.stringify({ pid: 9, processStart: 'x', boot: 'boot-1', token: 'c'.repeat(32), since: '' }));
  alive.delete(1);
  const lock = await acquireLock(second, folder);
  expect([lock.stillOurs(), files.list(folder)]).toEqual([true, ['workspace.lock']]);
});

test('a lock that cannot be read is replaced after a moment', async () => {
  const { files, first } = await twoProcesses();
  files.put(path, new Uint8Array(20));
  const acquiring = acquireLock(first, folder);
  first.clock.advance(200);
  const lock = await acquiring;
  expect([lock.stillOurs(), lock.notice]).toEqual([
    true,
    'The lock of this workspace could not be read; it was replaced.',
  ]);
});

test('whoever still saw the dead lock when it was taken over does not take it over again', async () => {
  const { files, alive, first, second } = await twoProcesses();
  const third = { ...first, host: { ...first.host, pid: 3, processStart: 'c' } };
  await acquireLock(first, folder);
  alive.delete(1);
  alive.set(3, 'c');
  const dead = files.readSync(path);
  const winner = await acquireLock(second, folder);
  let isLate = true;
  const readSync = (asked: string): Uint8Array => {
    const seen = asked === path && isLate ? dead : files.readSync(asked);
    if (asked === path) isLate = false;
    return seen;
  };
  await expect(acquireLock({ ...third, files: { ...files, readSync } }, folder)).rejects.toMatchObject({
    details: { pid: 2 },
  });
  expect([winner.stillOurs(), files.list(folder)]).toEqual([true, ['workspace.lock']]);
});

test('two that take over at once: the slower one finds it held', async () => {
  const { files, alive, first, second } = await twoProcesses();
  await acquireLock(first, folder);
  alive.set(1, 'again');
  alive.set(2, 'b');
  const slow = (turns: number): Files => ({
    ...files,
    async writeAtomic(asked, data) {
      for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      await files.writeAtomic(asked, data);
    },
  });
  const again = { ...first, host: { ...first.host, processStart: 'again' }, files: slow(1) };
  const outcomes = await Promise.allSettled([
    acquireLock(again, folder),
    acquireLock({ ...second, files: slow(20) }, folder),
  ]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled' && outcome.value.stillOurs())).toHaveLength(1);
});

test('of several real processes that find a dead lock exactly one wins', async () => {
  const { rounds, failures } = await raceForDeadLock({ rounds: 4, processes: 4 });
  expect(failures).toEqual([]);
  expect(rounds).toBe(4);
});
