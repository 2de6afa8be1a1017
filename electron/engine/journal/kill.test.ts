import { expect, test } from 'vitest';
import { killWhileCommitting } from '#test/torture/kill.ts';

test('25 times kill -9 while committing: nothing acknowledged is lost', async () => {
  const { acknowledged, failures } = await killWhileCommitting({ kills: 25, mostCommits: 60, seed: 20 });
  expect(failures).toEqual([]);
  expect(acknowledged).toBeGreaterThan(300);
});
