import { expect, it } from 'vitest';
import { narrowing } from '#test/torture/narrowing.ts';

it('nothing ever widens along a chain of exchanges', async () => {
  const seed = 1;
  const { cases, allowed, failures } = await narrowing({ runs: 150, seed });
  expect(failures, `seed ${seed}`).toEqual([]);
  // A property of refusals alone would prove nothing.
  expect(allowed / cases).toBeGreaterThan(0.05);
});
