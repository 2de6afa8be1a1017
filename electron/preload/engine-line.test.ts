import { describe, expect, it } from 'vitest';
import type { Answer } from '#shared/contract/bridge.ts';
import type { ToEngine } from '#shared/contract/wire.ts';
import { createEngineLine, type LinePort } from './engine-line.ts';

function fakePort() {
  const sent: ToEngine[] = [];
  const listeners = { message: (_event: { readonly data: unknown }): void => undefined, close: (): void => undefined };
  const port: LinePort = {
    postMessage: (message) => void sent.push(structuredClone(message)),
    addEventListener(type: 'message' | 'close', listener: never) {
      listeners[type] = listener;
    },
    start: () => undefined,
    close: () => undefined,
  };
  return { port, sent, say: (data: unknown) => listeners.message({ data }), die: () => listeners.close() };
}

const turn = () => new Promise<void>((done) => setImmediate(done));

describe('the line to the engine', () => {
  it('keeps calls and views until there is a port', async () => {
    const line = createEngineLine();
    const answer = line.call('a.b', { x: 1 });
    const views: Answer[] = [];
    line.watch('c.d', {}, (view) => void views.push(view));
    const { port, sent, say } = fakePort();
    line.connect(port);
    expect(sent).toEqual([
      { t: 'watch', id: 2, name: 'c.d', params: {} },
      { t: 'call', id: 1, name: 'a.b', input: { x: 1 } },
    ]);
    say({ t: 'result', id: 1, output: 5 });
    say({ t: 'view', id: 2, view: 6 });
    expect(await answer).toEqual({ ok: true, value: 5 });
    expect(views).toEqual([{ ok: true, value: 6 }]);
  });

  it('refuses what was under way when the engine died, opens the views again, and sends what has waited', async () => {
    const line = createEngineLine();
    const first = fakePort();
    line.connect(first.port);
    line.watch('c.d', { p: 1 }, () => undefined);
    const underWay = line.call('a.b', {});
    first.die();
    expect(await underWay).toMatchObject({
      ok: false,
      error: { code: 'engine.unavailable', message: 'The engine stopped while “a.b” was under way.' },
    });
    const waiting = line.call('e.f', {});
    const second = fakePort();
    line.connect(second.port);
    expect(second.sent.map((message) => message.t)).toEqual(['watch', 'call']);
    second.say({ t: 'result', id: second.sent[1]?.id, output: 1 });
    expect(await waiting).toEqual({ ok: true, value: 1 });
  });

  it('hears nothing of a port that was replaced', async () => {
    const line = createEngineLine();
    const [first, second] = [fakePort(), fakePort()];
    line.connect(first.port);
    line.connect(second.port);
    const answer = line.call('a.b', {});
    first.say({ t: 'result', id: 1, output: 'old' });
    first.die();
    second.say({ t: 'result', id: 1, output: 'new' });
    expect(await answer).toEqual({ ok: true, value: 'new' });
  });

  it('refuses at once while the engine is given up', async () => {
    const line = createEngineLine();
    const waiting = line.call('a.b', {});
    line.lost(true);
    expect(await waiting).toMatchObject({ ok: false, error: { code: 'engine.unavailable' } });
    expect(await line.call('a.b', {})).toMatchObject({ ok: false, error: { code: 'engine.unavailable' } });
    const { port, sent } = fakePort();
    line.connect(port);
    void line.call('a.b', {});
    expect(sent).toHaveLength(1);
  });

  it('tells how to cancel: the engine where the call was sent, else nobody', async () => {
    const line = createEngineLine();
    let cancel = (): void => undefined;
    const options = {
      onStart: (how: () => void) => {
        cancel = how;
      },
    };
    const unsent = line.call('a.b', {}, options);
    cancel();
    expect(await unsent).toMatchObject({ ok: false, error: { code: 'import.cancelled' } });
    const { port, sent, say } = fakePort();
    line.connect(port);
    const started = line.call('a.b', {}, options);
    cancel();
    expect(sent.at(-1)).toEqual({ t: 'cancel', id: 2 });
    say({ t: 'result', id: 2, output: 0 });
    await started;
    cancel();
    expect(sent).toHaveLength(2);
  });

  it('passes progress on, and says nothing more once a view is closed', async () => {
    const line = createEngineLine();
    const { port, sent, say } = fakePort();
    line.connect(port);
    const seen: unknown[] = [];
    void line.call('a.b', {}, { onProgress: (progress) => void seen.push(progress) });
    say({ t: 'progress', id: 1, progress: { done: 1, total: 2, detail: '' } });
    const stop = line.watch('c.d', {}, (answer) => void seen.push(answer));
    stop();
    stop();
    say({ t: 'view', id: 2, view: 1 });
    say({ t: 'refusal', id: 2, error: { code: 'engine.bug', message: '', hint: '', details: {} } });
    await turn();
    expect(seen).toEqual([{ done: 1, total: 2, detail: '' }]);
    expect(sent.filter((message) => message.t === 'unwatch')).toHaveLength(1);
  });

  it('refuses what no port can carry', async () => {
    const line = createEngineLine();
    line.connect(fakePort().port);
    expect(await line.call('a.b', () => 1)).toMatchObject({ ok: false, error: { code: 'input.invalid' } });
  });
});
