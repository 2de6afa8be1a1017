import { expect, it } from 'vitest';
import { killIssuerUnderLoad } from '#test/torture/issuer-kill.ts';

it('losing the machine in the middle leaves no token without its record, and nothing works twice', async () => {
  const seed = 2;
  const { acknowledged, failures } = await killIssuerUnderLoad({ kills: 4, mostAnswers: 300, seed });
  expect(failures, `seed ${seed}`).toEqual([]);
  // A process that was killed before it gave out anything proves nothing.
  expect(acknowledged).toBeGreaterThan(20);
});
