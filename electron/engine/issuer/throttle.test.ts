import { expect, test } from 'vitest';
import { createTestClock } from '#test/support/test-system.ts';
import { createThrottle } from './throttle.ts';

function failing(times: number, name = 'shop') {
  const clock = createTestClock();
  const throttle = createThrottle(clock);
  for (let i = 0; i < times; i += 1) throttle.failed(name);
  return { clock, throttle };
}

test('ten failures within a minute are ordinary, the next one is told how long to wait', () => {
  expect(failing(9).throttle.refuse('shop')).toBe(null);
  const { clock, throttle } = failing(10);
  expect(throttle.refuse('shop')).toBe(60);
  expect(throttle.refuse('another')).toBe(null);
  clock.advance(59_500);
  expect(throttle.refuse('shop')).toBe(1);
  clock.advance(500);
  expect(throttle.refuse('shop')).toBe(null);
});

test('the right secret ends it', () => {
  const { throttle } = failing(50);
  throttle.succeeded('shop');
  expect(throttle.refuse('shop')).toBe(null);
});

test('made-up names fill no memory, and a flood of them forgets the oldest first', () => {
  const { throttle } = failing(10);
  for (let i = 0; i < 9_999; i += 1) throttle.failed(`made-up ${i}`);
  expect(throttle.refuse('shop')).toBe(60);
  throttle.failed('one more');
  expect(throttle.refuse('shop')).toBe(null);
});
