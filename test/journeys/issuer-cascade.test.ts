import { expect, it } from 'vitest';
import { cascade } from '#test/torture/cascade.ts';

it('a revocation leaves nothing alive of what it takes, and touches nothing else', async () => {
  const seed = 3;
  const { cases, fallen, failures } = await cascade({ runs: 60, seed });
  expect(failures, `seed ${seed}`).toEqual([]);
  expect(fallen / cases).toBeGreaterThan(0.1);
});
