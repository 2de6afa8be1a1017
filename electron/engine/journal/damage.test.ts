import { expect, test } from 'vitest';
import { bitFlips, recordEdits, tornTails, truncations } from '#test/torture/damage.ts';

test('cut anywhere, exactly the complete records are left', async () => {
  const every = await truncations({ records: 30, bytes: 12_000, stride: 1, seed: 11 });
  const sampled = await truncations({ records: 150, bytes: 64 * 1024, stride: 61, seed: 12 });
  expect([...every.failures, ...sampled.failures]).toEqual([]);
  expect(every.cases + sampled.cases).toBeGreaterThan(8_000);
});

test('every flipped bit is found and its record named', async () => {
  const { cases, failures } = await bitFlips({ records: 20, flips: 20_000, seed: 13 });
  expect(failures).toEqual([]);
  expect(cases).toBe(20_000);
});

test('deleted, swapped, doubled and shortened records are named; read-only shows what stands before them', async () => {
  const { cases, failures } = await recordEdits({ records: 20, seed: 14 });
  expect(failures).toEqual([]);
  expect(cases).toBeGreaterThan(100);
});

test('a torn tail is cut off and said', async () => {
  expect((await tornTails({ records: 10, seed: 15 })).failures).toEqual([]);
});
