import type { Identity } from '#shared/model/identity.ts';
import type { Projection } from './projection.ts';
import type { Staging } from './staging.ts';

/** A word that so many identities of a tenant bear names none of them. */
const mostBearers = 16;

/** Finds identities of a tenant by what they are called; made of what is there when a tenant is first asked for. */
export class NameIndex {
  readonly #tables: readonly Pick<Staging, 'table'>['table']['columns'][];
  readonly #identity: (id: string) => Identity | null;
  readonly #byTenant = new Map<string, ReadonlyMap<string, ReadonlySet<string>>>();

  constructor(projection: Projection, staging: Staging, identity: (id: string) => Identity | null) {
    this.#tables = [projection.identities.columns, staging.table.columns];
    this.#identity = identity;
  }

  find(tenant: string, name: string): Identity | null {
    const wanted = name.trim().toLowerCase();
    const known = this.#byTenant.get(tenant) ?? this.#index(tenant);
    this.#byTenant.set(tenant, known);
    const candidates = known.get(wanted) ?? new Set();
    if (wanted === '' || candidates.size > mostBearers) return null;
    const found = [...candidates].flatMap((id) => this.#identity(id) ?? []).filter((each) => isCalled(each, wanted));
    return found.length === 1 ? (found[0] ?? null) : null;
  }

  /** By name, and by every word of the search text, which holds ids and aliases. */
  #index(tenant: string): ReadonlyMap<string, ReadonlySet<string>> {
    const ids = new Map<string, Set<string>>();
    for (const columns of this.#tables) {
      for (let row = 0; row < columns.id.length; row++) {
        if (columns.tenant.at(row) !== tenant) continue;
        const id = columns.id.at(row);
        for (const word of [columns.name.at(row).toLowerCase(), ...columns.search.at(row).split(' ')]) {
          const bearers = ids.get(word);
          if (bearers === undefined) ids.set(word, new Set([id]));
          else if (bearers.size <= mostBearers) bearers.add(id);
        }
      }
    }
    return ids;
  }
}

function isCalled({ externalId, aliases, name, kind }: Identity, wanted: string): boolean {
  const names = [externalId, ...aliases, ...(kind === 'human' ? [] : [name])];
  return names.some((each) => each.toLowerCase() === wanted);
}
