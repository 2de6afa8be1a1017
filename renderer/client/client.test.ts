import { afterEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import { createFakeClient, installFakeClient } from '#test/support/fake-client.ts';
import { call } from './call.ts';
import { watch } from './feed.ts';

let remove = (): void => undefined;
afterEach(() => remove());
const use = (...script: Parameters<typeof createFakeClient>) => {
  const client = createFakeClient(...script);
  remove = installFakeClient(client);
  return client;
};

describe('a call', () => {
  it('answers what the contract says', async () => {
    const client = use({ calls: { 'workspace.version': () => ({ engine: '1', node: '2' }) } });
    expect(await call('workspace.version', {})).toEqual({ engine: '1', node: '2' });
    expect(client.made).toEqual([{ name: 'workspace.version', input: {} }]);
  });

  it('rejects with the very refusal that the engine made', async () => {
    const refusal = new AppError('workspace.absent', 'It is not there.', {
      hint: 'Look again.',
      details: { path: '/w' },
    });
    use({
      calls: {
        'workspace.open': () => {
          throw refusal;
        },
      },
    });
    const thrown: unknown = await call('workspace.open', { path: '/w' }).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(AppError);
    expect((thrown as AppError).toEnvelope()).toEqual(refusal.toEnvelope());
  });

  it('passes progress on and cancels by its signal', async () => {
    const controller = new AbortController();
    use({
      calls: {
        'workspace.openDemo': (_input, context) =>
          new Promise((_resolve, reject) => {
            context.signal.addEventListener('abort', () => reject(new AppError('import.cancelled', 'Cancelled.')));
            context.progress({ done: 1, total: null, detail: 'x' });
          }),
      },
    });
    const onProgress = vi.fn(() => controller.abort());
    await expect(call('workspace.openDemo', {}, { signal: controller.signal, onProgress })).rejects.toMatchObject({
      code: 'import.cancelled',
    });
    expect(onProgress).toHaveBeenCalledOnce();
  });

  it('is not even made when it was cancelled before', async () => {
    const client = use();
    await expect(call('workspace.close', {}, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'import.cancelled',
    });
    expect(client.made).toEqual([]);
  });

  it('says so where there is no app around the page', async () => {
    await expect(call('workspace.close', {})).rejects.toMatchObject({ code: 'engine.unavailable' });
  });
});

describe('a live view', () => {
  it('tells views and refusals, and nothing once it is stopped', async () => {
    let open = false;
    const client = use({
      views: {
        'host.drops': () => {
          if (!open) throw new AppError('workspace.not_open', 'None.');
          return { seq: 1, paths: ['a'] };
        },
      },
    });
    const [views, errors]: [unknown[], AppError[]] = [[], []];
    const stop = watch(
      'host.drops',
      {},
      (view) => void views.push(view),
      (error) => void errors.push(error),
    );
    await Promise.resolve();
    expect(errors.map(({ code }) => code)).toEqual(['workspace.not_open']);
    open = true;
    client.refresh('host.drops');
    expect(views).toEqual([{ seq: 1, paths: ['a'] }]);
    stop();
    stop();
    client.refresh();
    expect(views).toHaveLength(1);
    expect(client.watching).toEqual([]);
  });
});
