import { expect, it } from 'vitest';
import { cascade } from '#test/torture/cascade.ts';

it('a revocation leaves nothing alive of what it takes, and touches nothing else', { timeout: 60_000 }, async () => {
  const seed = Date.now() % 1_000_000;
  const { cases, fallen, failures } = await cascade({ runs: 60, seed });
  expect(failures, `seed ${seed}`).toEqual([]);
  expect(fallen / cases).toBeGreaterThan(0.1);
});
