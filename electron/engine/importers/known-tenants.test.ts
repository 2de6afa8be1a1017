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

  it('are found by a name that only one of the vendor has', () => {
    const known = new KnownTenants();
    const shop = known.add(tenant('a', 'Shop'));
    known.add(tenant('b', 'Shop', 'github'));
    expect(known.onlyNamed('gcp', 'Shop')).toBe(shop);
    for (const id of ['c', 'd']) known.add(tenant(id, 'Shop'));
    expect(known.onlyNamed('gcp', 'Shop')).toBeUndefined();
  });
});
