import { spawn } from 'node:child_process';
import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTestLog, sourceEntries } from '#test/support/test-system.ts';
import { createNodeSystem } from './node-system.ts';

const { files, hash, host, keys } = createNodeSystem({ log: createTestLog(), entries: sourceEntries });
let folder = '';
beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'nhi-system-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const mode = (path: string): number => fs.statSync(path).mode & 0o777;

test('new files and folders belong to their owner alone', async () => {
  await files.makeFolder(join(folder, 'a/b'));
  await (await files.open(join(folder, 'a/b/c'), 'create')).close();
  await files.writeAtomic(join(folder, 'a/d'), 'text');
  files.createExclusive(join(folder, 'a/e'), 'text');
  expect(['a', 'a/b'].map((name) => mode(join(folder, name)))).toEqual([0o700, 0o700]);
  expect(['a/b/c', 'a/d', 'a/e'].map((name) => mode(join(folder, name)))).toEqual([0o600, 0o600, 0o600]);
  expect(files.list(join(folder, 'a'))).toEqual(['b', 'd', 'e']);
});

test('appends go to the end, reads are exact, truncation moves the end', async () => {
  const handle = await files.open(join(folder, 'x'), 'create');
  await handle.append(Buffer.from('abcdef'));
  await handle.append(Buffer.alloc(300_000, 'z'));
  await handle.truncate(6);
  await handle.append(Buffer.from('gh'));
  await handle.flush();
  expect([handle.size(), Buffer.from(handle.readSync(4, 100)).toString()]).toEqual([8, 'efgh']);
  expect(handle.inPlace()).toBe(true);
  await files.writeAtomic(join(folder, 'x'), 'other');
  expect(handle.inPlace()).toBe(false);
  await files.remove(join(folder, 'x'));
  expect(handle.inPlace()).toBe(false);
  await handle.close();
  await expect(files.open(join(folder, 'x'), 'append')).rejects.toMatchObject({ code: 'ENOENT' });
  expect(fs.existsSync(join(folder, 'x'))).toBe(false);
});

test('after a failed flush the handle refuses to go on', async () => {
  const handle = await files.open(join(folder, 'x'), 'create');
  await handle.close();
  await expect(handle.flush()).rejects.toMatchObject({ code: 'EBADF' });
  await expect(handle.append(Buffer.from('a'))).rejects.toThrow('earlier flush failed');
  await expect(handle.flush()).rejects.toThrow('earlier flush failed');
});

test('exclusive creation happens once', () => {
  const path = join(folder, 'lock');
  expect([files.createExclusive(path, 'one'), files.createExclusive(path, 'two')]).toEqual([true, false]);
  expect([Buffer.from(files.readSync(path)).toString(), files.list(folder)]).toEqual(['one', ['lock']]);
});

test('a stream comes in chunks that may be given away, and ends with its signal', async () => {
  const path = join(folder, 'big');
  fs.writeFileSync(path, Buffer.alloc(600_000, 7));
  const sizes: number[] = [];
  const stop = new AbortController();
  for await (const chunk of files.stream(path, stop.signal)) {
    expect(chunk.byteLength).toBe(chunk.buffer.byteLength);
    sizes.push(chunk.byteLength);
  }
  expect(sizes).toEqual([262_144, 262_144, 75_712]);
  stop.abort();
  for await (const _ of files.stream(path, stop.signal)) expect.unreachable();
});

test('hashes are SHA-256, keys are Ed25519', () => {
  const expected = createHash('sha256').update('äbc').digest('hex');
  const running = hash.incremental();
  running.update('ä');
  running.update(Buffer.from('bc'));
  expect([hash.sha256('äbc'), hash.sha256(Buffer.from('äbc')), running.hex()]).toEqual([expected, expected, expected]);
  const pair = keys.createPair();
  const signature = sign(null, Buffer.from('x'), createPrivateKey(pair.privateKey));
  expect(verify(null, Buffer.from('x'), createPublicKey(pair.publicKey), signature)).toBe(true);
});

test('a process is known by its start, and gone when it ended, collected or not', async () => {
  expect(host.startOf(process.pid)).toBe(host.processStart);
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
  const pid = child.pid ?? 0;
  expect(host.startOf(pid)).not.toBe(null);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
  expect(host.startOf(pid)).toBe(null);
});

test('NHI_ACTOR says who acts', () => {
  vi.stubEnv('NHI_ACTOR', 'eve');
  expect(createNodeSystem({ entries: sourceEntries }).host.account).toBe('eve');
});

test('a worker answers, and says why it died', async () => {
  const file = join(folder, 'worker.mjs');
  fs.writeFileSync(
    file,
    `import { parentPort, workerData } from 'node:worker_threads';
     parentPort.on('message', (message) => {
       if (message === 'throw') throw new Error('broken');
       if (message === 'fill') { const all = []; for (;;) all.push(new Array(1e5).fill({})); }
       parentPort.postMessage([workerData, message]);
     });`,
  );
  const url = new URL(`file://${file}`);
  const { workers } = createNodeSystem({ entries: { 'import-worker': url, 'snapshot-worker': url } });
  const outcomes: unknown[] = [];
  for (const message of ['throw', 'fill']) {
    const worker = workers.spawn('import-worker', 'data', { heapMb: 16 });
    const answered = new Promise((resolve) => worker.onMessage(resolve));
    const exited = new Promise((resolve) => worker.onExit((code, reason) => resolve([code !== 0, reason])));
    worker.post('hello');
    outcomes.push(await answered);
    worker.post(message);
    outcomes.push(await exited);
  }
  expect(outcomes).toEqual([
    ['data', 'hello'],
    [true, 'broken'],
    ['data', 'hello'],
    [true, 'out of memory'],
  ]);
});
