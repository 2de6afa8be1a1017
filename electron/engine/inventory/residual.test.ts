import { describe, expect, it } from 'vitest';
import { unknown } from '#shared/model/fact.ts';
import type { Identity } from '#shared/model/identity.ts';
import { anIdentity, daysAgo, testNow } from '#test/support/builders.ts';
import { observedAt } from './lifetime.ts';
import { residualUntil, residualWithUse } from './residual.ts';

const tokenPolicy = {
  accessTtl: 300,
  accessTtlFrom: 'client',
  refreshAbsolute: 2_592_000,
  refreshIdle: null,
  refreshRotation: false,
  offline: true,
} as const;
const client = (values: Partial<Identity>): Identity => anIdentity({ tokenPolicy, status: 'disabled', ...values });

describe('the last token of a disabled identity', () => {
  it('ends one access lifetime after the last use, however long it could once be renewed', () => {
    expect(residualUntil(client({ lastUsedAt: daysAgo(3) }))).toBe(daysAgo(3) + 300_000);
  });

  it('was issued when the source was read at the latest', () => {
    const identity = client({ lastUsedAt: unknown('not_in_export') });
    expect(residualUntil(identity)).toBe(observedAt(identity) + 300_000);
    expect(observedAt(identity)).toBeLessThanOrEqual(testNow);
  });

  it.each<[string, Partial<Identity>]>([
    ['it was never used', { lastUsedAt: 'never' }],
    ['it gets no tokens', { tokenPolicy: null }],
  ])('is none where %s', (_what, values) => {
    expect(residualUntil(client(values))).toBe(Number.NEGATIVE_INFINITY);
  });

  it('ends later where a log shows a later use', () => {
    const said = residualUntil(client({ lastUsedAt: daysAgo(3) }));
    expect(residualWithUse(said, daysAgo(1), 300)).toBe(daysAgo(1) + 300_000);
    expect(residualWithUse(said, daysAgo(9), 300)).toBe(said);
    expect(residualWithUse(Number.NEGATIVE_INFINITY, daysAgo(1), 300)).toBe(daysAgo(1) + 300_000);
    for (const [last, ttl] of [
      [Number.NEGATIVE_INFINITY, 300],
      [Number.NaN, 300],
      [daysAgo(1), Number.NaN],
      [daysAgo(1), 0],
    ] as const)
      expect(residualWithUse(said, last, ttl)).toBe(said);
  });

  it('is unknown where nobody says how long they live', () => {
    const accessTtl = unknown('placeholder');
    expect(residualUntil(client({ tokenPolicy: { ...tokenPolicy, accessTtl } }))).toBeNaN();
  });
});
