import { expect, test } from 'vitest';
import { faultAtEvery, fullDisk } from '#test/torture/faults.ts';

test.each([
  { code: 'EIO', written: 0, isLasting: false },
  { code: 'ENOSPC', written: 0.5, isLasting: false },
  { code: 'EIO', written: 1, isLasting: false },
  { code: 'EROFS', written: 0, isLasting: true },
  { code: 'EIO', written: 0.9, isLasting: true },
])(
  'operation i fails with $code, for every i: what was acknowledged is there',
  async ({ code, written, isLasting }) => {
    const { cases, failures } = await faultAtEvery({ commits: 12, fault: { code, written }, isLasting, cuts: 4 });
    expect(failures).toEqual([]);
    expect(cases).toBeGreaterThan(200);
  },
);

test('when the disk has room again, commits go on', async () => {
  const { acknowledged, wrong } = await fullDisk({ commits: 20, from: 4, to: 8 });
  expect(wrong).toBe(null);
  expect(acknowledged).toContain(20);
  expect(acknowledged.length).toBeLessThan(20);
});
