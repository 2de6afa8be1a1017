import { expect, it } from 'vitest';
import { latestWindow } from './latest-window.ts';

const span = { from: 0, to: 1000 };
const view = (...counts: number[]) => ({
  span,
  brush: {
    from: 0,
    step: 1000 / counts.length,
    counts: Uint32Array.from(counts),
    denied: new Uint32Array(counts.length),
  },
});

it('shows everything while that can be read', () => {
  expect(latestWindow(view(100, 100, 100, 100), 2000)).toEqual({ from: null, to: null });
});

it('shows the latest events where there are many', () => {
  expect(latestWindow(view(9000, 9000, 500, 300), 2000)).toEqual({ from: 600, to: 1000 });
  expect(latestWindow(view(0, 0, 0, 6000), 2000)).toEqual({ from: 975, to: 1000 });
});

it('ends at now, also where later events stretch the span', () => {
  expect(latestWindow(view(6000, 6000, 0, 3), 500)).toEqual({ from: 475, to: 501 });
});
