import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WatchView } from '#shared/contract/contract.ts';
import { startEngine, type TestEngine, temporaryFolder } from '#test/support/engine.ts';

type View = WatchView<'playground.view'>;

let folder: ReturnType<typeof temporaryFolder>;
let running: TestEngine;
const call: TestEngine['client']['call'] = (...args) => running.client.call(...args);

beforeEach(async () => {
  folder = temporaryFolder();
  // Tokens are verified by processes and servers of their own, by the clock of the machine.
  running = startEngine({ userData: folder.join('user'), now: Date.now() });
  await call('workspace.create', { path: folder.join('Play.nhi') });
});
afterEach(async () => {
  await running.stop();
  folder.remove();
});

/** The first view that the test waits for: views come by themselves, nothing is polled. */
function until(what: (view: View) => boolean): Promise<View> {
  return new Promise((resolve) => {
    const stop = running.client.watch('playground.view', {}, (view) => {
      if (!what(view)) return;
      setImmediate(() => stop());
      resolve(view);
    });
  });
}

const agentOf = (view: View, name: string) => view.agents.find((agent) => agent.name.startsWith(name));
const did = (view: View, name: string, action: string, decision: 'allowed' | 'denied') =>
  view.requests.some((each) => each.agent.startsWith(name) && each.action === action && each.decision === decision);

describe('the playground', () => {
  it('lets a process act for a customer, and stops it when she takes her consent back', async () => {
    await call('playground.start', {});
    const working = await until((view) => did(view, 'assistant', 'orders.read', 'allowed'));
    expect(agentOf(working, 'assistant')).toMatchObject({ state: 'working', depth: 0, stolen: false });
    expect(agentOf(working, 'assistant')?.pid).not.toBe(process.pid);
    expect(working.consent).toMatchObject({ humanName: 'Ana Ruiz', status: 'live', purpose: 'shopping for me' });
    const { fell, residual } = await running.client.call('playground.withdraw', {});
    expect([fell.length > 0, residual.length > 0]).toEqual([true, true]);
    const refused = await until((view) => view.requests.some(({ status }) => status === 401));
    expect(refused.consent?.status).toBe('withdrawn');
  });

  it('goes on locally after the withdrawal: that is the difference', async () => {
    await call('playground.start', {});
    await until((view) => did(view, 'assistant', 'orders.read', 'allowed'));
    await call('playground.verifyBy', { how: 'local' });
    await call('playground.withdraw', {});
    const { requests } = await running.client.view('playground.view', {});
    const later = await until((view) => view.requests.length > requests.length + 1);
    expect(later.requests.slice(0, 2).every(({ decision }) => decision === 'allowed')).toBe(true);
  });

  it('lets a revoked agent go on, and the shop that asks refuses it', async () => {
    await call('playground.start', {});
    const working = await until((view) => did(view, 'assistant', 'orders.read', 'allowed'));
    await call('playground.withdraw', {});
    const agent = agentOf(working, 'assistant')?.id ?? '';
    await call('playground.misbehave', { agent, how: 'go_on' });
    const refused = await until((view) => did(view, 'assistant', 'token.refreshed', 'denied'));
    expect(refused.requests.find(({ action }) => action === 'token.refreshed')?.reason).toBe('invalid_grant');
    expect(did(refused, 'assistant', 'orders.read', 'denied')).toBe(true);
  });

  it('narrows with every spawn, and refuses whoever asks for more', async () => {
    await call('playground.start', {});
    const first = await until((view) => agentOf(view, 'assistant')?.state === 'working');
    const parent = agentOf(first, 'assistant')?.id ?? '';
    const { agent } = await running.client.call('playground.spawn', { agent: parent, scopes: ['orders.read'] });
    const spawned = await until((view) => view.agents.find(({ id }) => id === agent)?.state === 'working');
    expect(spawned.agents.find(({ id }) => id === agent)).toMatchObject({ depth: 1, parent, scopes: ['orders.read'] });
    await call('playground.misbehave', { agent, how: 'scope' });
    const refused = await until((view) => view.requests.some(({ reason }) => reason === 'invalid_scope'));
    expect(refused.requests.find(({ reason }) => reason === 'invalid_scope')).toMatchObject({
      action: 'token.exchanged',
      decision: 'denied',
      status: 400,
    });
    await call('playground.misbehave', { agent: parent, how: 'amount' });
    await until((view) => view.requests.some(({ action, status }) => action === 'payments.create' && status === 403));
    const events = await running.client.view('timeline.events', {
      filter: { from: null, to: null, origin: 'live' },
      first: 0,
      count: 500,
    });
    expect(events.rows.find(({ action, human }) => action === 'orders.read' && human !== null)).toMatchObject({
      human: 'Ana Ruiz',
      decision: 'allowed',
    });
    const denied = events.rows.find(({ action, decision }) => action === 'token.exchanged' && decision === 'denied');
    expect(denied?.agents.length).toBeGreaterThan(0);
  });

  it('refuses an exchange that names no actor, and the findings tell who asked for it', async () => {
    await call('playground.start', {});
    const first = await until((view) => agentOf(view, 'assistant')?.state === 'working');
    const parent = agentOf(first, 'assistant')?.id ?? '';
    const { agent } = await running.client.call('playground.spawn', { agent: parent, scopes: ['orders.read'] });
    const spawned = await until((view) => view.agents.find(({ id }) => id === agent)?.state === 'working');
    await call('playground.misbehave', { agent, how: 'impersonate' });
    await until((view) => view.requests.some(({ reason }) => reason === 'invalid_request'));
    const name = spawned.agents.find(({ id }) => id === agent)?.name ?? '';
    await expect
      .poll(async () => {
        const wanted = { rules: ['NHI10d'], text: `name:"${name}"`, first: 0, count: 10 };
        return (await running.client.view('findings.list', wanted)).rows;
      })
      .toMatchObject([{ rule: 'NHI10d', severity: 'high' }]);
    const { rows } = await running.client.view('timeline.events', {
      filter: { from: null, to: null, text: 'signal:impersonation' },
      first: 0,
      count: 10,
    });
    expect(rows).toMatchObject([{ decision: 'denied', human: 'Ana Ruiz', signals: ['impersonation'] }]);
  });

  it.each([
    [false, 'allowed'],
    [true, 'denied'],
  ] as const)('a thief with a token (bound: %s) is %s', async (bound, decision) => {
    await call('playground.start', { bound });
    const first = await until((view) => agentOf(view, 'assistant')?.state === 'working');
    await call('playground.steal', { agent: agentOf(first, 'assistant')?.id ?? '' });
    const stolen = await until((view) => view.requests.some(({ agent }) => agent.startsWith('thief')));
    expect(stolen.requests.find(({ agent }) => agent.startsWith('thief'))).toMatchObject({ decision });
    expect(agentOf(stolen, 'thief')?.stolen).toBe(true);
  });

  it('leaves no process and no client behind', async () => {
    await call('playground.start', {});
    const { agents } = await until((view) => (agentOf(view, 'assistant')?.pid ?? null) !== null);
    await call('playground.stop', {});
    const gone = (pid: number): boolean => {
      try {
        process.kill(pid, 0);
        return false;
      } catch {
        return true;
      }
    };
    await expect.poll(() => agents.every(({ pid }) => pid !== null && gone(pid))).toBe(true);
    expect((await running.client.view('issuer.clients', {})).total).toBe(0);
    expect((await running.client.view('playground.view', {})).running).toBe(false);
  });
});
