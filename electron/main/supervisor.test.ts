import { describe, expect, it } from 'vitest';
import { createTestClock } from '#test/support/test-system.ts';
import { createSupervisor, type EngineChild, type EngineState, type Reopen } from './supervisor.ts';

interface FakeChild extends EngineChild {
  readonly reopen: Reopen | null;
  readonly posted: unknown[];
  connections: number;
  killed: boolean;
  say(message: unknown): void;
  die(code?: number): void;
}

function setUp(first: Reopen | null = null) {
  const clock = createTestClock();
  const children: FakeChild[] = [];
  const states: EngineState[] = [];
  const gone: boolean[] = [];
  const remembered: (Reopen | null)[] = [];
  const supervisor = createSupervisor(
    {
      fork(reopen) {
        let say: (message: unknown) => void = () => undefined;
        let die: (code: number) => void = () => undefined;
        const child: FakeChild = {
          reopen,
          posted: [],
          connections: 0,
          killed: false,
          post: (message) => void child.posted.push(message),
          connectPage: () => {
            child.connections += 1;
          },
          onMessage: (listener) => {
            say = listener;
          },
          onExit: (listener) => {
            die = listener;
          },
          kill: () => {
            child.killed = true;
            die(9);
          },
          say: (message) => say(message),
          die: (code = 1) => die(code),
        };
        children.push(child);
        return child;
      },
      now: () => clock.monotonic(),
      after: clock.after,
      onGone: (stopped) => void gone.push(stopped),
      onState: (state) => void states.push(state),
      onWorkspace: (workspace) => void remembered.push(workspace),
      log: () => undefined,
    },
    first,
  );
  supervisor.start();
  const last = (): FakeChild => {
    const child = children.at(-1);
    if (!child) throw new Error('nothing was forked');
    return child;
  };
  return { clock, children, states, gone, remembered, supervisor, last };
}

const workspace = { path: '/w', readOnly: false };

describe('the supervisor', () => {
  it('connects the page as soon as both are there, in either order', () => {
    const { supervisor, last } = setUp();
    supervisor.pageReady();
    expect(last().connections).toBe(0);
    last().say({ t: 'ready' });
    expect(last().connections).toBe(1);
    supervisor.pageReady();
    expect(last().connections).toBe(2);
  });

  it('starts a dead engine again with the workspace that was open, and connects the page anew', () => {
    const { clock, children, states, gone, supervisor, last } = setUp();
    supervisor.pageReady();
    last().say({ t: 'ready' });
    last().say({ t: 'workspace', ...workspace });
    last().die();
    expect(gone).toEqual([false]);
    expect(states.at(-1)).toMatchObject({ phase: 'restarting', restarts: 1 });
    clock.advance(100);
    expect(children).toHaveLength(2);
    expect(last().reopen).toEqual(workspace);
    last().say({ t: 'workspace', ...workspace });
    last().say({ t: 'ready' });
    expect(last().connections).toBe(1);
    expect(states.at(-1)).toEqual({ phase: 'running', restarts: 1, message: '', refusal: null });
  });

  it('does not reopen a workspace whose opening kills the engine', () => {
    const { clock, last, states } = setUp(workspace);
    expect(last().reopen).toEqual(workspace);
    last().die();
    expect(states.at(-1)?.message).toContain('opened the workspace');
    clock.advance(100);
    expect(last().reopen).toBeNull();
  });

  it('gives up after five restarts within a minute, until it is asked', () => {
    const { clock, children, states, gone, supervisor, last } = setUp();
    for (let times = 0; times < 6; times += 1) {
      last().say({ t: 'ready' });
      last().die();
      clock.advance(5000);
    }
    expect(children).toHaveLength(6);
    expect(gone).toEqual([false, false, false, false, false, true]);
    expect(states.at(-1)).toMatchObject({ phase: 'stopped', restarts: 5 });
    supervisor.restart();
    supervisor.restart();
    expect(children).toHaveLength(7);
    supervisor.pageReady();
    last().say({ t: 'ready' });
    expect(states.at(-1)).toMatchObject({ phase: 'running', refusal: null });
  });

  it('tells why the workspace is not open again, until one is', () => {
    const { last, states } = setUp(workspace);
    const refusal = { code: 'workspace.held', message: 'The process 7 holds it.', hint: '', details: { pid: 7 } };
    last().say({ t: 'ready', refusal });
    expect(states.at(-1)).toMatchObject({ phase: 'running', refusal });
    last().say({ t: 'workspace', ...workspace });
    expect(states.at(-1)).toMatchObject({ phase: 'running', refusal: null });
  });

  it('drops what is none of the contract', () => {
    const { last, states } = setUp();
    for (const message of [null, 7, {}, { t: 'workspace' }, { t: 'stop' }]) last().say(message);
    expect(states.map(({ phase }) => phase)).toEqual(['starting']);
  });

  it('stops the engine in order, remembers what was open, and starts no other', async () => {
    const { clock, children, remembered, supervisor, last } = setUp();
    last().say({ t: 'ready' });
    last().say({ t: 'workspace', ...workspace });
    const stopped = supervisor.stop();
    expect(last().posted).toEqual([{ t: 'stop' }]);
    last().say({ t: 'workspace', path: null, readOnly: false });
    last().die(0);
    await stopped;
    clock.advance(60_000);
    expect(children).toHaveLength(1);
    expect(remembered).toEqual([workspace]);
  });

  it('kills an engine that does not stop within five seconds', async () => {
    const { clock, supervisor, last } = setUp();
    last().say({ t: 'ready' });
    const stopped = supervisor.stop();
    clock.advance(4999);
    expect(last().killed).toBe(false);
    clock.advance(1);
    await stopped;
    expect(last().killed).toBe(true);
  });
});
