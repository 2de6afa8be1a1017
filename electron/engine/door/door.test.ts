import { MessageChannel } from 'node:worker_threads';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { FromEngine } from '#shared/contract/wire.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createTestClock, createTestLog } from '#test/support/test-system.ts';
import { createDoor, type Handlers } from './door.ts';
import { nodePort, type PortLike } from './port.ts';

const settings = {
  theme: 'dark' as const,
  density: 'compact' as const,
  actor: '',
};

function setUp(parts: { calls?: Partial<Handlers['calls']>; watches?: Partial<Handlers['watches']> }) {
  const clock = createTestClock();
  const log = createTestLog();
  const random = { bytes: (count: number) => new Uint8Array(count).fill(7) };
  // A test scripts the handlers that it asks for.
  const handlers = { calls: parts.calls ?? {}, watches: parts.watches ?? {} } as Handlers;
  const door = createDoor(handlers, { clock, log, random });
  const sent: FromEngine[] = [];
  let deliver: (message: unknown) => void = () => undefined;
  let closed: () => void = () => undefined;
  const port: PortLike = {
    post: (message) => void sent.push(structuredClone(message) as FromEngine),
    onMessage: (listener) => {
      deliver = listener;
    },
    onClose: (listener) => {
      closed = listener;
    },
    close: () => closed(),
  };
  door.attach(port);
  const settle = () => new Promise<void>((done) => setImmediate(done));
  return { door, clock, log, sent, receive: (message: unknown) => deliver(message), close: () => closed(), settle };
}

describe('a call', () => {
  it('is answered with what its handler returns, reduced to the contract', async () => {
    const answer = { engine: '1', node: '20', extra: true };
    const { sent, receive, settle } = setUp({ calls: { 'workspace.version': () => answer } });
    receive({ t: 'call', id: 1, name: 'workspace.version', input: {} });
    await settle();
    expect(sent).toEqual([{ t: 'result', id: 1, output: { engine: '1', node: '20' } }]);
  });

  it('gets the defaults of the contract', async () => {
    const seen: unknown[] = [];
    const { receive, settle } = setUp({
      calls: {
        'workspace.open': (input) => {
          seen.push(input);
          throw new AppError('workspace.absent', 'no');
        },
      },
    });
    receive({ t: 'call', id: 1, name: 'workspace.open', input: { path: 'a' } });
    await settle();
    expect(seen).toEqual([{ path: 'a', readOnly: false }]);
  });

  it.each([
    ['an unknown name', { t: 'call', id: 1, name: 'workspace.explode', input: {} }],
    ['the name of a view', { t: 'call', id: 1, name: 'workspace.status', input: {} }],
    ['a name of every object', { t: 'call', id: 1, name: 'constructor', input: {} }],
    ['a wrong input', { t: 'call', id: 1, name: 'workspace.open', input: { path: 7 } }],
    ['no input', { t: 'call', id: 1, name: 'workspace.open' }],
    [
      'an input over 1 MB',
      { t: 'call', id: 1, name: 'workspace.open', input: { path: 'a', more: 'x'.repeat(1_000_001) } },
    ],
  ])('is refused with input.invalid for %s', async (_what, message) => {
    const { sent, receive, settle } = setUp({});
    receive(message);
    await settle();
    expect(sent).toMatchObject([{ t: 'refusal', id: 1, error: { code: 'input.invalid' } }]);
  });

  it('carries a refusal whole and a bug as one neutral message with a number', async () => {
    const { sent, receive, settle, log } = setUp({
      calls: {
        'workspace.close': () => {
          throw new AppError('workspace.not_open', 'None is open.', { hint: 'Open one.', details: { a: 1 } });
        },
        'workspace.version': () => {
          throw new Error('private: /home/ann');
        },
      },
    });
    receive({ t: 'call', id: 1, name: 'workspace.close', input: {} });
    receive({ t: 'call', id: 2, name: 'workspace.version', input: {} });
    await settle();
    expect(sent[0]).toEqual({
      t: 'refusal',
      id: 1,
      error: { code: 'workspace.not_open', message: 'None is open.', hint: 'Open one.', details: { a: 1 } },
    });
    expect(sent[1]).toMatchObject({ id: 2, error: { code: 'engine.bug', details: { correlation: '070707070707' } } });
    expect(JSON.stringify(sent[1])).not.toContain('private');
    expect(log.lines.join()).toContain('070707070707');
  });

  it('whose answer breaks the contract is a bug', async () => {
    const { sent, receive, settle } = setUp({ calls: { 'workspace.version': () => ({}) as never } });
    receive({ t: 'call', id: 1, name: 'workspace.version', input: {} });
    await settle();
    expect(sent).toMatchObject([{ t: 'refusal', error: { code: 'engine.bug' } }]);
  });

  it('reports progress at most ten times a second and never after its answer', async () => {
    let finish = (): void => undefined;
    const { sent, receive, settle, clock } = setUp({
      calls: {
        'workspace.close': async (_input, context) => {
          for (let done = 1; done <= 50; done += 1) context.progress({ done, total: 50, detail: '' });
          await new Promise<void>((resolve) => {
            finish = resolve;
          });
          context.progress({ done: 51, total: 50, detail: '' });
          return {};
        },
      },
    });
    receive({ t: 'call', id: 1, name: 'workspace.close', input: {} });
    clock.advance(0);
    clock.advance(1000);
    finish();
    await settle();
    clock.advance(1000);
    expect(sent.map((message) => message.t)).toEqual(['progress', 'result']);
    expect(sent[0]).toMatchObject({ progress: { done: 50 } });
  });

  it('is aborted by cancel, and when its caller goes away', async () => {
    const signals: AbortSignal[] = [];
    const wait: Handlers['calls']['workspace.close'] = (_input, { signal }) =>
      new Promise((_resolve, reject) => {
        signals.push(signal);
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    const { sent, receive, settle, close } = setUp({ calls: { 'workspace.close': wait } });
    receive({ t: 'call', id: 1, name: 'workspace.close', input: {} });
    receive({ t: 'call', id: 2, name: 'workspace.close', input: {} });
    receive({ t: 'cancel', id: 1 });
    await settle();
    expect(signals.map((signal) => signal.aborted)).toEqual([true, false]);
    expect(sent).toMatchObject([{ t: 'refusal', id: 1, error: { code: 'import.cancelled' } }]);
    close();
    await settle();
    expect(signals[1]?.aborted).toBe(true);
    expect(sent).toHaveLength(1);
  });
});

describe('a live view', () => {
  it('is sent at once, and again when a topic of it was touched and it changed', () => {
    let theme: 'dark' | 'light' = 'dark';
    let computed = 0;
    const { sent, receive, clock, door } = setUp({
      watches: {
        'settings.view': () => ({
          topics: ['settings'],
          view: () => {
            computed += 1;
            return { values: { ...settings, theme }, file: 'f', problem: '' };
          },
        }),
      },
    });
    receive({ t: 'watch', id: 5, name: 'settings.view', params: {} });
    clock.advance(0);
    expect(sent).toMatchObject([{ t: 'view', id: 5, view: { file: 'f' } }]);
    door.touched(['findings']);
    clock.advance(1000);
    expect(computed).toBe(1);
    door.touched(['settings']);
    clock.advance(1000);
    expect([computed, sent.length]).toEqual([2, 1]);
    theme = 'light';
    door.touched(['settings']);
    clock.advance(1000);
    expect(sent[1]).toMatchObject({ view: { values: { theme: 'light' } } });
  });

  it('is computed at most ten times a second however often it is touched', () => {
    let computed = 0;
    const { receive, clock, door } = setUp({
      watches: {
        'settings.view': () => ({
          topics: ['settings'],
          view: () => ({ values: settings, file: String(++computed), problem: '' }),
        }),
      },
    });
    receive({ t: 'watch', id: 5, name: 'settings.view', params: {} });
    for (let passed = 0; passed < 1000; passed += 1) {
      door.touched(['settings']);
      clock.advance(1);
    }
    expect(computed).toBe(10);
  });

  it('that refuses lives on', () => {
    let open = false;
    const { sent, receive, clock, door } = setUp({
      watches: {
        'settings.view': () => ({
          topics: ['workspace'],
          view: () => {
            if (!open) throw new AppError('workspace.not_open', 'none');
            return { values: settings, file: '', problem: '' };
          },
        }),
      },
    });
    receive({ t: 'watch', id: 5, name: 'settings.view', params: {} });
    clock.advance(0);
    open = true;
    door.touched(['workspace']);
    clock.advance(100);
    expect(sent.map((message) => message.t)).toEqual(['refusal', 'view']);
  });

  it('ends with unwatch and with its caller, and is closed once', () => {
    let ended = 0;
    const { sent, receive, clock, door, close } = setUp({
      watches: {
        'settings.view': () => ({
          topics: ['settings'],
          view: () => ({ values: settings, file: '', problem: '' }),
          close: () => {
            ended += 1;
          },
        }),
      },
    });
    receive({ t: 'watch', id: 1, name: 'settings.view', params: {} });
    receive({ t: 'watch', id: 2, name: 'settings.view', params: {} });
    receive({ t: 'unwatch', id: 1 });
    receive({ t: 'unwatch', id: 1 });
    expect(ended).toBe(1);
    close();
    close();
    expect(ended).toBe(2);
    door.touched(['settings']);
    clock.advance(1000);
    expect(sent).toEqual([]);
  });
});

describe('the wire', () => {
  it('drops whatever is none of the contract, notes some of it, and goes on', async () => {
    const { sent, receive, settle, log } = setUp({ calls: { 'workspace.version': () => ({ engine: '', node: '' }) } });
    fc.assert(
      fc.property(fc.anything(), (message) => {
        receive(message);
      }),
      { numRuns: 2000, seed: 20260301 },
    );
    receive({ t: 'call', id: 1.5, name: 'workspace.version', input: {} });
    receive({ t: 'call', id: -1, name: 'workspace.version', input: {} });
    receive({ t: 'call', id: 1, name: 'x'.repeat(65), input: {} });
    receive({ t: 'call', id: 9, name: 'workspace.version', input: {} });
    await settle();
    expect(sent).toEqual([{ t: 'result', id: 9, output: { engine: '', node: '' } }]);
    expect(log.lines.length).toBeLessThanOrEqual(20);
  });

  it('refuses more than a thousand open requests', async () => {
    const { sent, receive, settle } = setUp({ calls: { 'workspace.close': () => new Promise(() => undefined) } });
    for (let id = 0; id <= 1000; id += 1) receive({ t: 'call', id, name: 'workspace.close', input: {} });
    await settle();
    expect(sent).toMatchObject([{ t: 'refusal', id: 1000, error: { code: 'input.invalid' } }]);
  });

  describe('over a real channel', () => {
    const channel = new MessageChannel();
    afterEach(() => channel.port1.close());

    it('carries typed arrays and nothing of the prototype of an input', async () => {
      const door = createDoor(
        { calls: { 'workspace.version': () => ({ engine: '1', node: '2' }) }, watches: {} } as unknown as Handlers,
        {
          clock: createTestClock(),
          log: createTestLog(),
          random: { bytes: (count) => new Uint8Array(count) },
        },
      );
      door.attach(nodePort(channel.port2));
      const answer = new Promise((resolve) => channel.port1.once('message', resolve));
      channel.port1.postMessage({
        t: 'call',
        id: 3,
        name: 'workspace.version',
        input: JSON.parse('{"__proto__":{"a":1}}'),
      });
      expect(await answer).toEqual({ t: 'result', id: 3, output: { engine: '1', node: '2' } });
      expect(({} as Record<string, unknown>)['a']).toBeUndefined();
    });
  });
});
