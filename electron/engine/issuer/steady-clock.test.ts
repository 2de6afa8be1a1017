import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createTestClock } from '#test/support/test-system.ts';
import { steadyClock } from './steady-clock.ts';

const day = 86_400_000;
const start = Date.parse('2026-03-02T09:00:00.000Z');

it.each([
  ['a day back', -day],
  ['ten years back', -3650 * day],
  ['an hour back, as when summer time ends on a clock of local time', -3_600_000],
  ['a leap second back', -1_000],
])('goes on where it was when the system clock is set %s', (_what, jump) => {
  const system = createTestClock(start);
  const clock = steadyClock(system);
  system.advance(5_000);
  system.set(system.now() + jump);
  expect(clock.now()).toBe(start + 5_000);
  system.advance(60_000);
  expect(clock.now()).toBe(start + 65_000);
});

it.each([day, 3650 * day, Date.parse('2038-01-19T03:14:08.000Z') - start])(
  'believes a clock set %d ms forward',
  (jump) => {
    const system = createTestClock(start);
    const clock = steadyClock(system);
    system.set(start + jump);
    expect(clock.now()).toBe(start + jump);
    system.advance(1_000);
    expect(clock.now()).toBe(start + jump + 1_000);
  },
);

it('never goes back and never falls behind the time that passes, whatever the system clock does', () => {
  const move = fc.oneof(
    fc.record({ is: fc.constant('advance' as const), ms: fc.nat({ max: 10 * day }) }),
    fc.record({ is: fc.constant('set' as const), ms: fc.integer({ min: 0, max: 4_000_000_000_000 }) }),
  );
  fc.assert(
    fc.property(fc.array(move, { maxLength: 30 }), (moves) => {
      const system = createTestClock(start);
      const clock = steadyClock(system);
      for (const { is, ms } of moves) {
        const before = clock.now();
        system[is](ms);
        const passed = is === 'advance' ? ms : 0;
        expect(clock.now()).toBeGreaterThanOrEqual(before + passed);
        expect(clock.now()).toBeGreaterThanOrEqual(system.now());
        expect(Number.isInteger(clock.now())).toBe(true);
      }
    }),
    { seed: 17, numRuns: 300 },
  );
});
