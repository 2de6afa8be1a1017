import { expect, it } from 'vitest';
import { narrowing } from '#test/torture/narrowing.ts';

it('nothing ever widens along a chain of exchanges', { timeout: 60_000 }, async () => {
  const seed = Date.now() % 1_000_000;
  const { cases, allowed, failures } = await narrowing({ runs: 150, seed });
  expect(failures, `seed ${seed}`).toEqual([]);
  // A property of refusals alone would prove nothing.
  expect(allowed / cases).toBeGreaterThan(0.05);
});
