import { describe, expect, it } from 'vitest';
import type { IdentityDetail } from '#shared/contract/inventory.ts';
import { fieldsOf } from './fields.ts';

const unknown = { unknown: 'not_in_export' } as const;
/** What the fields read; the rest of a detail is of no concern here. */
const detail = (scopes: readonly string[], status = 'active'): IdentityDetail =>
  ({
    identity: { name: 'billing', status, credentials: [] },
    row: {
      score: { value: 58, low: 50, high: 62, confidence: 0.8, band: 'medium' },
      owner: { label: 'Ada', reason: null },
      onBehalf: { count: 0, name: null },
      lifetime: 'never',
      lastUsedAt: unknown,
    },
    reach: { customers: 1, resources: 2 },
    scopes: scopes.map((name) => ({ name, api: '', resource: 'orders', tier: 3 })),
    findings: [],
  }) as unknown as IdentityDetail;

describe('fields of an identity side by side', () => {
  it('begin with those that differ', () => {
    const fields = fieldsOf(detail(['read']), detail(['read', 'write'], 'disabled'));
    expect(fields.slice(0, 2).map(({ name, before, after, same }) => [name, before, after, same])).toEqual([
      ['Status', ['active'], ['disabled'], false],
      ['Scopes', ['T3 read · orders'], ['T3 read · orders', 'T3 write · orders'], false],
    ]);
    expect(fields.slice(2).every(({ same }) => same)).toBe(true);
  });

  it('are the same whatever the order of a list', () => {
    expect(fieldsOf(detail(['a', 'b']), detail(['b', 'a'])).every(({ same }) => same)).toBe(true);
  });

  it('are empty on the side where the identity is not there', () => {
    const fields = fieldsOf(null, detail(['read']));
    expect(fields.every(({ before }) => before.length === 0)).toBe(true);
    expect(fields.find(({ name }) => name === 'Last used')?.after[0]).toMatch(/^Unknown/);
  });
});
