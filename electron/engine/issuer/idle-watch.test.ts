import { expect, it } from 'vitest';
import { createTestSystem } from '#test/support/test-system.ts';
import { createIdleWatch } from './idle-watch.ts';

function watched(ms: number) {
  const { clock } = createTestSystem();
  let times = 0;
  const watch = createIdleWatch(clock, ms, () => {
    times += 1;
  });
  return { clock, watch, times: () => times };
}

it('speaks once, so long after somebody has asked last', () => {
  const { clock, watch, times } = watched(1000);
  clock.advance(900);
  watch.asked();
  clock.advance(900);
  watch.asked();
  clock.advance(999);
  expect(times()).toBe(0);
  clock.advance(1);
  expect(times()).toBe(1);
  clock.advance(100_000);
  expect(times()).toBe(1);
});

it('says nothing once it has ended, or where it is told never to', () => {
  const ended = watched(1000);
  ended.watch.end();
  ended.clock.advance(2000);
  const never = watched(0);
  never.clock.advance(1e12);
  expect([ended.times(), never.times()]).toEqual([0, 0]);
});
