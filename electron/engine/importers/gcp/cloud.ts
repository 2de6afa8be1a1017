// What the objects of one Google Cloud export tell each other.
import type { Fields } from '#engine/importers/fields.ts';
import type { ImportContext } from '#engine/importers/importer.ts';
import type { Fact, Instant } from '#shared/model/fact.ts';
import type { Tenant } from '#shared/model/tenant.ts';
import { projectOf, type TenantOf } from './principals.ts';

export interface Cloud {
  readonly tenantOf: TenantOf;
  /** Unique id of an account → its e-mail address. */
  readonly emails: Map<string, string>;
  readonly accounts: Accounts;
  /** Project number → id. */
  readonly projects: Map<string, string>;
  /** Custom roles by name, read anew when one is bound. */
  readonly roles: Map<string, () => Fields>;
  /** `{account} {key id}` → when somebody last authenticated with it. */
  readonly keyUses: Map<string, Fact<Instant | 'never'>>;
  /** Members of policies that stand for several, by their kind. */
  readonly groups: Map<string, number>;
  /** Edges from accounts to those who may become them, so far. */
  edges: number;
  /** Kinds of objects that are kept and say nothing here. */
  readonly others: Map<string, number>;
}

/** Addresses of the accounts that the file speaks of. */
export class Accounts {
  readonly #all = new Set<string>();
  readonly #ofProject = new Map<string, string[]>();

  add(address: string): void {
    if (this.#all.has(address)) return;
    this.#all.add(address);
    const project = projectOf(address);
    if (project === null) return;
    const list = this.#ofProject.get(project);
    if (list === undefined) this.#ofProject.set(project, [address]);
    else list.push(address);
  }

  all(): Iterable<string> {
    return this.#all;
  }

  in(project: string): readonly string[] {
    return this.#ofProject.get(project) ?? [];
  }
}

/** Tenants of projects, each minted once. */
export function tenantsOf(context: Pick<ImportContext, 'tenantOf'>): TenantOf {
  const known = new Map<string, Tenant>();
  return (project) => {
    const tenant = known.get(project) ?? context.tenantOf('gcp', project, project);
    known.set(project, tenant);
    return tenant;
  };
}

export const emptyCloud = (tenantOf: TenantOf): Cloud => ({
  tenantOf,
  emails: new Map(),
  accounts: new Accounts(),
  projects: new Map(),
  roles: new Map(),
  keyUses: new Map(),
  groups: new Map(),
  edges: 0,
  others: new Map(),
});

export const countIn = (counts: Map<string, number>, name: string): void => {
  counts.set(name, (counts.get(name) ?? 0) + 1);
};

/** An object, or what an asset of the inventory holds of it. */
export const dataOf = (fields: Fields): Fields => fields.object('resource')?.object('data') ?? fields;

/** The asset's name comes first: that of the data may be relative to an API. */
export const assetName = (fields: Fields): string => fields.plain('name') || fields.plain('full_resource_name');

export const assetType = (fields: Fields): string => fields.plain('asset_type') || fields.plain('assetType');

/** The address of the account that is called so, where it is known. */
export const addressOf = (account: string, { emails }: Cloud): string => emails.get(account) ?? account;
