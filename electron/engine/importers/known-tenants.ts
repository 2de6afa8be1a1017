import type { Tenant, Vendor } from '#shared/model/tenant.ts';

/** Tenants of the workspace and of a file, which may name very many: found by id and by name. */
export class KnownTenants {
  readonly #byId = new Map<string, Tenant>();
  /** null: several have the name. */
  readonly #byName = new Map<string, Tenant | null>();

  /**
   * Answers the tenant that is known under the id, and keeps it where there was none. `carried`: the id that the vendor gives
   * it; a tenant that was called by nothing better takes the first name that a file knows.
   */
  add(tenant: Tenant, carried: string | null = null): Tenant {
    const known = this.#byId.get(tenant.id);
    if (known !== undefined && (known.name !== carried || tenant.name === carried)) return known;
    if (known !== undefined) this.#byName.delete(nameKey(known.vendor, known.name));
    this.#byId.set(tenant.id, tenant);
    const name = nameKey(tenant.vendor, tenant.name);
    this.#byName.set(name, this.#byName.has(name) ? null : tenant);
    return tenant;
  }

  onlyNamed(vendor: Vendor, name: string): Tenant | undefined {
    return this.#byName.get(nameKey(vendor, name)) ?? undefined;
  }
}

const nameKey = (vendor: Vendor, name: string): string => `${vendor}\u001f${name}`;
