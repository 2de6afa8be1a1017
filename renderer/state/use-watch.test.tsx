import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createFakeClient } from '#test/support/fake-client.ts';
import { useWatch } from './use-watch.ts';

const flush = (): Promise<void> => act(async () => {});
let host: HTMLElement;

function Lines({ last }: { last: number }) {
  const { view, stale, error } = useWatch('workspace.output', { last });
  return <p>{`${view?.lines.length ?? 'none'} ${stale ? 'stale' : 'fresh'} ${error?.code ?? ''}`.trim()}</p>;
}

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  host = document.createElement('div');
});
afterEach(() => document.body.replaceChildren());

const lines = (count: number) => ({
  lines: Array.from({ length: count }, () => ({ at: 0, level: 'info' as const, text: '' })),
});

it('asks once for equal views, keeps the last while the next arrives, and leaves nothing open', async () => {
  const fake = createFakeClient({ views: { 'workspace.output': ({ last = 500 }) => lines(last) } });
  vi.stubGlobal('nhi', fake);
  const root = createRoot(host);
  await act(async () =>
    root.render(
      <>
        <Lines last={2} />
        <Lines last={2} />
      </>,
    ),
  );
  expect(fake.watching).toEqual(['workspace.output']);
  expect(host.textContent).toBe('2 fresh2 fresh');

  const silent: ((answer: never) => void)[] = [];
  vi.stubGlobal('nhi', {
    ...fake,
    watch: (_n: string, _p: unknown, on: (answer: never) => void) => silent.push(on) && (() => {}),
  });
  await act(async () => root.render(<Lines last={3} />));
  expect(host.textContent).toBe('2 stale');
  await act(async () => silent[0]?.({ ok: true, value: lines(3) } as never));
  expect(host.textContent).toBe('3 fresh');

  await act(async () => root.unmount());
  await flush();
  expect(fake.watching).toEqual([]);
});
