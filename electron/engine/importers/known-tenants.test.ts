import { describe, expect, it } from 'vitest';
import type { TenantId } from '#shared/model/ids.ts';
import type { Tenant } from '#shared/model/tenant.ts';
import { KnownTenants } from './known-tenants.ts';

// A stand-in for what mints tenants: the brand is of no interest here.
const tenant = (id: string, name: string, vendor: Tenant['vendor'] = 'gcp'): Tenant => ({
  id: id as TenantId,
  vendor,
  name,
});

describe('known tenants', () => {
  it('keep the first of an id', () => {
    const known = new KnownTenants();
    const first = known.add(tenant('a', 'Shop'));
    expect(known.add(tenant('a', 'shop'))).toBe(first);
    expect(known.onlyNamed('gcp', 'shop')).toBeUndefined();
  });

  it('take the first name that is no id', () => {
    const known = new KnownTenants();
    known.add(tenant('a', 'r-1'), 'r-1');
    expect(known.add(tenant('a', 'r-1'), 'r-1').name).toBe('r-1');
    const named = known.add(tenant('a', 'Shop'), 'r-1');
    expect(named.name).toBe('Shop');
    expect(known.add(tenant('a', 'r-1'), 'r-1')).toBe(named);
    expect(known.add(tenant('a', 'Other'), 'r-1')).toBe(named);
    expect([known.onlyNamed('gcp', 'r-1'), known.onlyNamed('gcp', 'Shop')]).toEqual([undefined, named]);
  });

  it('are found by a name that only one of the vendor has', () => {
    const known = new KnownTenants();
    const shop = known.add(tenant('a', 'Shop'));
    known.add(tenant('b', 'Shop', 'github'));
    expect(known.onlyNamed('gcp', 'Shop')).toBe(shop);
    for (const id of ['c', 'd']) known.add(tenant(id, 'Shop'));
    expect(known.onlyNamed('gcp', 'Shop')).toBeUndefined();
  });
});
