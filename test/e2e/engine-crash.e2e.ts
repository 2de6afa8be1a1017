// The engine dies on purpose: the window says so, the engine comes back, nothing that was acknowledged is lost.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, Bridge } from '#shared/contract/bridge.ts';
import { type LaunchedApp, launchApp } from '#test/support/electron-app.ts';
import { enginePid, signalEngine } from '#test/support/engine-of-app.ts';
import { writeFiles } from '#test/support/workbench.ts';

declare const window: { readonly nhi: Bridge; states: EngineState[]; values: Answer[] } & typeof globalThis & Window;

interface EngineState {
  readonly phase: string;
  readonly restarts: number;
  readonly message: string;
}

let running: LaunchedApp;

const call = (name: string, input: unknown): Promise<Answer> =>
  running.page.evaluate(
    ([calledName, calledInput]) => window.nhi.call(calledName as string, calledInput),
    [name, input],
  );

const killEngine = async (): Promise<void> => signalEngine(running.app, await enginePid(running.app), 'SIGKILL');

const reached = (phase: string, restarts: number): Promise<unknown> =>
  running.page.waitForFunction(
    ([wantedPhase, wantedRestarts]) => {
      const last = window.states.at(-1);
      return last?.phase === wantedPhase && last?.restarts === wantedRestarts;
    },
    [phase, restarts] as const,
  );

/** The engine is killed; what the app has come to then. */
async function afterKill(): Promise<EngineState> {
  const before = await running.page.evaluate(() => window.states.at(-1)?.restarts ?? 0);
  await killEngine();
  await running.page.waitForFunction((count) => {
    const last = window.states.at(-1);
    return last?.phase === 'stopped' || (last?.phase === 'running' && last.restarts > count);
  }, before);
  const last = await running.page.evaluate(() => window.states.at(-1));
  if (last === undefined) throw new Error('the app says nothing of its engine');
  return last;
}

beforeAll(async () => {
  running = await launchApp({ size: { width: 1280, height: 800 } });
  await running.page.evaluate(() => {
    window.states = [];
    window.values = [];
    window.nhi.watch('host.state', {}, (answer) => {
      if (answer.ok) window.states.push((answer.value as { engine: EngineState }).engine);
    });
    window.nhi.watch('settings.view', {}, (answer) => void window.values.push(answer));
  });
});
afterAll(() => running?.close());

describe('an engine that dies', () => {
  it('is said, comes back with the workspace that was open, and has kept what it acknowledged', async () => {
    const path = join(running.home, 'Acme.nhi');
    const table = 'name,kind,owner\npayments-api,oauth_client,Ann\nbilling-key,api_key,Ben\n';
    const [file] = writeFiles({ 'keys.csv': table });
    expect(await call('workspace.create', { path })).toMatchObject({ ok: true });
    expect(await call('settings.set', { actor: 'Ann Analyst' })).toMatchObject({ ok: true });
    const mapping = { name: 'name', kind: 'kind', owner: 'owner' };
    const imported = await call('imports.run', { files: [{ path: file, tenant: 'Acme', mapping }] });
    expect(imported).toMatchObject({ ok: true, value: { files: [{ imported: 2, rejected: 0 }] } });
    const before = await saved();
    expect(before).toMatchObject({ path, identities: 2 });
    await killEngine();
    await reached('running', 1);
    expect(await running.page.evaluate(() => window.states.map(({ phase }) => phase))).toContain('restarting');
    const after = await saved();
    expect(after).toMatchObject({ path, identities: 2 });
    // The new engine may add that it took over the lock of the dead one; what was there stays as it was.
    expect(after.records.slice(0, before.records.length)).toEqual(before.records);
    expect(await call('audit.verify', {})).toMatchObject({ ok: true, value: { ok: true } });
  });

  it('leaves the views open: they are sent again by the new one', async () => {
    const seen = await running.page.evaluate(() => window.values.length);
    await killEngine();
    await reached('running', 2);
    await running.page.waitForFunction((count) => window.values.length > count, seen);
    const last = await running.page.evaluate(() => window.values.at(-1));
    expect(last).toMatchObject({ ok: true, value: { values: { actor: 'Ann Analyst' } } });
  });

  it('refuses the calls that were under way, and only those', async () => {
    const pid = await enginePid(running.app);
    // Stopped, not dead: the call is under way for certain when the engine dies.
    await signalEngine(running.app, pid, 'SIGSTOP');
    const underWay = call('workspace.version', {});
    await running.page.evaluate(() => undefined);
    await signalEngine(running.app, pid, 'SIGKILL');
    expect(await underWay).toMatchObject({
      ok: false,
      error: { code: 'engine.unavailable', hint: expect.stringContaining('Nothing that was acknowledged is lost') },
    });
    // Asked while there is none: it waits for the next.
    expect(await call('workspace.version', {})).toMatchObject({ ok: true });
    await reached('running', 3);
  });

  it('is given up after five restarts within a minute, and started again by hand', async () => {
    // Which of the restarts before still count is a matter of how long ago they were.
    let { phase, restarts } = await afterKill();
    let kills = 1;
    for (; phase === 'running'; kills += 1) ({ phase, restarts } = await afterKill());
    expect([phase, kills <= 6]).toEqual(['stopped', true]);
    expect(await call('workspace.version', {})).toMatchObject({ ok: false, error: { code: 'engine.unavailable' } });
    const restart = running.page.getByRole('button', { name: 'Restart the Engine' });
    await restart.waitFor();
    await running.screenshot('engine-stopped');
    await restart.click();
    await reached('running', restarts + 1);
    expect(await call('workspace.version', {})).toMatchObject({ ok: true });
  });
});

describe('a plug that is pulled', () => {
  it('loses nothing: the next start has the same workspace open', async () => {
    const before = await saved();
    await running.kill();
    running = await launchApp({ home: running.home, size: { width: 1280, height: 800 } });
    await running.page.waitForLoadState('load');
    const after = await saved();
    expect(after).toMatchObject({ path: before.path, identities: 2 });
    expect(after.records.slice(0, before.records.length)).toEqual(before.records);
  });

  it('is not pulled by closing: the engine ends in order and the next start finds no lock to take over', async () => {
    const before = await saved();
    await running.close();
    running = await launchApp({ home: running.home });
    await running.page.waitForLoadState('load');
    expect(await saved()).toEqual(before);
  });
});

interface Saved {
  readonly path: string | null;
  readonly identities: number;
  readonly records: readonly { readonly seq: number; readonly hash: string }[];
}

/** What the page is told of the workspace: where it is, how much is in it, and its journal. */
function saved(): Promise<Saved> {
  return running.page.evaluate(async () => {
    const first = (name: string, params: unknown): Promise<unknown> =>
      new Promise((settle) => {
        const stop = window.nhi.watch(name, params, (answer) => {
          if (!answer.ok) return;
          settle(answer.value);
          queueMicrotask(() => stop());
        });
      });
    const status = (await first('workspace.status', {})) as {
      readonly workspace: { readonly path: string } | null;
      readonly counts: { readonly identities: number };
    };
    const audit = (await first('audit.list', { first: 0, count: 100 })) as {
      readonly rows: readonly { readonly seq: number; readonly hash: string }[];
    };
    const records = audit.rows.map(({ seq, hash }) => ({ seq, hash })).sort((a, b) => a.seq - b.seq);
    return { path: status.workspace?.path ?? null, identities: status.counts.identities, records };
  });
}
