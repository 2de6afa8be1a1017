import { expect, test } from 'vitest';
import { createNodeRandom } from './node-random.ts';

test('bytes of every size, none of them twice and none of them blank', () => {
  const random = createNodeRandom();
  const seen = new Set<string>();
  for (let i = 0; i < 5_000; i += 1) {
    const bytes = random.bytes(16);
    expect(bytes).toHaveLength(16);
    seen.add(Buffer.from(bytes).toString('hex'));
  }
  expect(seen.size).toBe(5_000);
  expect(seen.has('00'.repeat(16))).toBe(false);
  for (const count of [0, 1, 255, 256, 257, 4_096, 10_000]) expect(random.bytes(count)).toHaveLength(count);
});

test('what was given out is the caller’s own', () => {
  const random = createNodeRandom();
  const first = random.bytes(32);
  const copy = [...first];
  random.bytes(32).fill(7);
  expect([...first]).toEqual(copy);
});
