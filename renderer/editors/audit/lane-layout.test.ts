import { expect, it } from 'vitest';
import { axisHeight, layoutLanes, markNear, markOfEvent, rowAt, rowHeight } from './lane-layout.ts';

const lane = (...labels: string[]) => labels.map((label) => ({ key: label, label, count: 1, denied: 0 }));
const layout = layoutLanes({ humans: lane('Ana', 'nobody'), agents: lane('shop'), actions: lane('read', 'write') });
const marks = {
  at: Float64Array.of(100, 200, 200, 300),
  human: Uint16Array.of(0, 1, 1, 0),
  agent: Uint16Array.of(0, 0, 0, 65_535),
  action: Uint16Array.of(0, 1, 1, 0),
  denied: Uint8Array.of(0, 0, 1, 0),
  live: Uint8Array.of(1, 0, 0, 1),
  weight: Uint32Array.of(1, 1, 1, 5),
  row: Uint32Array.of(7, 8, 9, 4),
};

it('stacks the lanes', () => {
  expect(layout.lanes.map(({ name, top, height }) => [name, top, height])).toEqual([
    ['human', axisHeight, 2 * rowHeight],
    ['agent', axisHeight + 2 * rowHeight + 7, rowHeight],
    ['action', axisHeight + 3 * rowHeight + 14, 2 * rowHeight],
  ]);
  expect(rowAt(layout, axisHeight + rowHeight + 1)?.label).toBe('nobody');
  expect(rowAt(layout, 3)).toBeUndefined();
  expect(rowAt(layout, 10_000)).toBeUndefined();
});

it('finds the mark under the pointer, a denied one first', () => {
  const write = rowAt(layout, layout.height - 2);
  expect(write?.label).toBe('write');
  if (write === undefined) return;
  expect(markNear(marks, write, 190, 20)).toBe(2);
  expect(markNear(marks, write, 100, 20)).toBe(-1);
});

it('finds the mark of an event, or the one that stands for it', () => {
  expect(markOfEvent(marks, { row: 9, at: 200 })).toBe(2);
  expect(markOfEvent(marks, { row: 55, at: 350 })).toBe(3);
  expect(markOfEvent(marks, { row: 55, at: 50 })).toBe(-1);
  expect(markOfEvent(marks, { row: 55, at: 150 })).toBe(-1);
});
