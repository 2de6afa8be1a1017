import { expect, it } from 'vitest';
import { killIssuerUnderLoad } from '#test/torture/issuer-kill.ts';

it('losing the machine in the middle leaves no token without its record, and nothing works twice', {
  timeout: 90_000,
}, async () => {
  const seed = Date.now() % 1_000_000;
  const { acknowledged, failures } = await killIssuerUnderLoad({ kills: 4, mostAnswers: 300, seed });
  expect(failures, `seed ${seed}`).toEqual([]);
  // A process that was killed before it gave out anything proves nothing.
  expect(acknowledged).toBeGreaterThan(20);
});
