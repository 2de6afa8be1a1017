import { act, createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useTicking } from './use-ticking.ts';

let seen: number[] = [];
function Clock({ now }: { readonly now: number }) {
  seen.push(useTicking(now));
  return null;
}

beforeEach(() => {
  seen = [];
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('useTicking', () => {
  it('goes on from the last view, follows the next one and stops with its last reader', async () => {
    const root = createRoot(document.createElement('div'));
    await act(() => root.render(createElement(Clock, { now: 100_500 })));
    expect(seen.at(-1)).toBe(100_000);
    await act(() => vi.advanceTimersByTime(3000));
    expect(seen.at(-1)).toBe(103_000);
    await act(() => root.render(createElement(Clock, { now: 200_000 })));
    expect(seen.at(-1)).toBe(200_000);
    expect(vi.getTimerCount()).toBe(1);
    await act(() => root.unmount());
    expect(vi.getTimerCount()).toBe(0);
  });
});
