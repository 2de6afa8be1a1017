import type { Tenant } from '#shared/model/tenant.ts';

/** What tenants are called side by side: those of one name by their vendor too, those of one vendor by a number, the first without. */
export function tenantLabels(tenants: Iterable<Tenant>): ReadonlyMap<string, string> {
  const all = [...tenants];
  const vendors = new Map<string, Set<string>>();
  for (const { name, vendor } of all) vendors.set(name, (vendors.get(name) ?? new Set()).add(vendor));
  const counts = new Map<string, number>();
  return new Map(
    all.map(({ id, name, vendor }) => {
      const label = (vendors.get(name)?.size ?? 0) > 1 ? `${name} (${vendor})` : name;
      const count = (counts.get(label) ?? 0) + 1;
      counts.set(label, count);
      return [id, count === 1 ? label : `${label} ${count}`];
    }),
  );
}
