import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer, connect as rawConnect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Clock, Connection, Sockets } from '#engine/system/system.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createTestSystem } from '#test/support/test-system.ts';
import { connect, type SocketPort, serve } from './socket.ts';

let folder = '';
let closing: (() => Promise<void> | void)[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nhi-socket-'));
});
afterEach(async () => {
  for (const close of closing.reverse()) await close();
  closing = [];
  await rm(folder, { recursive: true, force: true });
});

interface Call {
  readonly t: string;
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
}

async function serving(answer: (port: SocketPort, call: Call) => void, where = folder) {
  const system = createTestSystem();
  const server = await serve(system, where, (port) => port.onMessage((message) => answer(port, message as Call)));
  closing.push(server.close);
  return { system, server };
}

async function client(where = folder) {
  const made = await connect(createTestSystem(), where);
  closing.push(made.close);
  return made;
}

test('calls, progress, results and refusals cross, interleaved', async () => {
  await serving((port, { id, name, input }) => {
    port.post({ t: 'progress', id, progress: { done: 1, total: null, detail: 'half' } });
    if (name === 'fail') {
      const error = new AppError('file.absent', 'There is no such file.', { hint: 'Look.', details: { file: 'a' } });
      port.post({ t: 'refusal', id, error: error.toEnvelope() });
    } else setImmediate(() => port.post({ t: 'result', id, output: { echo: input } }));
  });
  const { call } = await client();
  const progress: unknown[] = [];
  const [one, two, three] = await Promise.allSettled([
    call('echo', { text: 'ä\n🙂' }, { onProgress: (each) => progress.push(each) }),
    call('fail', {}),
    call('echo', 'x'.repeat(900_000)),
  ]);
  expect(one).toEqual({ status: 'fulfilled', value: { echo: { text: 'ä\n🙂' } } });
  expect(two).toMatchObject({
    status: 'rejected',
    reason: { code: 'file.absent', hint: 'Look.', details: { file: 'a' } },
  });
  expect(three.status).toBe('fulfilled');
  expect(progress).toEqual([{ done: 1, total: null, detail: 'half' }]);
});

test('the socket belongs to its user alone, also where the path is too long for one', async () => {
  const long = join(folder, 'x'.repeat(120));
  for (const where of [folder, long]) {
    const { server } = await serving((port, { id }) => port.post({ t: 'result', id, output: where }), where);
    expect((await stat(server.address)).mode & 0o777).toBe(0o600);
    expect(Buffer.byteLength(server.address)).toBeLessThanOrEqual(100);
    expect(await (await client(where)).call('x', {})).toBe(where);
  }
});

test('cancelling reaches the holder', async () => {
  const seen: string[] = [];
  await serving((port, { t, id }) => {
    seen.push(t);
    if (t === 'cancel')
      port.post({ t: 'refusal', id, error: new AppError('import.cancelled', 'Cancelled.').toEnvelope() });
  });
  const stop = new AbortController();
  const call = (await client()).call('long', {}, { signal: stop.signal });
  stop.abort();
  await expect(call).rejects.toMatchObject({ code: 'import.cancelled' });
  expect(seen).toEqual(['call', 'cancel']);
});

test('a holder that goes away is said to each call', async () => {
  const { server } = await serving((port, { name }) => name === 'die' && port.close());
  const { call } = await client();
  await expect(call('die', {})).rejects.toMatchObject({ code: 'engine.unavailable' });
  await expect(call('late', {})).rejects.toMatchObject({ code: 'engine.unavailable' });
  await server.close();
  await expect(connect(createTestSystem(), folder)).rejects.toMatchObject({ code: 'workspace.held' });
});

test('a holder that says nothing within 5 seconds does not answer', async () => {
  const plain = createTestSystem();
  const waits: number[] = [];
  const after: Clock['after'] = (ms, run) => {
    waits.push(ms);
    return plain.clock.after(ms, run);
  };
  const system = { ...plain, clock: { ...plain.clock, after } };
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(system.sockets.addressOf(folder), resolve));
  closing.push(() => void server.close());
  const outcome = connect(system, folder).then(
    () => 'connected',
    (error) => error.code,
  );
  // It waits from when the connection stands.
  await expect.poll(() => waits).toEqual([5_000]);
  plain.clock.advance(5_000);
  expect(await outcome).toBe('workspace.held');
});

test('lines that are too long or no JSON end the connection', async () => {
  const { server } = await serving((port, { id }) => port.post({ t: 'result', id, output: 1 }));
  const endsAfter = (text: string): Promise<boolean> =>
    new Promise((resolve) => {
      const socket = rawConnect(server.address, () => socket.write(text));
      socket
        .on('data', () => undefined)
        .on('error', () => undefined)
        .on('close', () => resolve(true));
    });
  expect(await endsAfter('x'.repeat(1_100_000))).toBe(true);
  expect(await endsAfter('{"t":\n')).toBe(true);
  await expect((await client()).call('x', 'y'.repeat(1_100_000))).rejects.toMatchObject({ code: 'input.invalid' });
});

test('silence for a minute ends a connection, unless something is under way', async () => {
  const system = createTestSystem();
  let isClosed = false;
  let deliver: (bytes: Uint8Array) => void = () => undefined;
  const connection: Connection = {
    send: () => undefined,
    onData: (listener) => {
      deliver = listener;
    },
    onClose: () => undefined,
    close: () => {
      isClosed = true;
    },
  };
  let port: SocketPort | null = null;
  const sockets: Sockets = {
    ...system.sockets,
    async listen(_address, onConnection) {
      onConnection(connection);
      return { close: async () => undefined };
    },
  };
  await serve({ ...system, sockets }, folder, (made) => {
    port = made;
  });
  system.clock.advance(59_000);
  deliver(Buffer.from('{"t":"call","id":1,"name":"x","input":{}}\n'));
  system.clock.advance(600_000);
  expect(isClosed).toBe(false);
  expect(port).not.toBe(null);
  (port as SocketPort | null)?.post({ t: 'result', id: 1, output: {} });
  system.clock.advance(59_000);
  expect(isClosed).toBe(false);
  system.clock.advance(1_000);
  expect(isClosed).toBe(true);
});
