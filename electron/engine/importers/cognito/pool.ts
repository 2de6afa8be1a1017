// What the objects of user pools tell each other. A pool is a tenant of its own: its id is all that most answers name.
import type { Fields } from '#engine/importers/fields.ts';
import type { Contribution, Ref } from '#engine/importers/gather/source-object.ts';
import type { ImportContext } from '#engine/importers/importer.ts';
import type { Credential } from '#shared/model/credential.ts';
import type { IdentityKind } from '#shared/model/identity.ts';
import type { Tenant } from '#shared/model/tenant.ts';

export interface Pools {
  readonly tenantOf: (pool: string) => Tenant;
  /** By id: the pool with its tags. */
  readonly pools: Map<string, () => Fields>;
  /** By client id: what is told of its secrets, where the pool may not be named. */
  readonly secrets: Map<string, Credential[]>;
  /** Scopes that resource servers define, by `{pool} {identifier}/{scope}`. */
  readonly scopes: Set<string>;
  /** Pools whose resource servers the file lists. */
  readonly listed: Set<string>;
  /** Kinds of objects that are kept and say nothing here. */
  readonly others: Map<string, number>;
}

const poolId = /^[\w-]+_[0-9A-Za-z]+$/;

export const emptyPools = (context: Pick<ImportContext, 'tenant' | 'tenantOf'>): Pools => ({
  tenantOf: (pool) => (poolId.test(pool) ? context.tenantOf('cognito', pool, pool) : context.tenant),
  pools: new Map(),
  secrets: new Map(),
  scopes: new Set(),
  listed: new Set(),
  others: new Map(),
});

export const poolOf = (fields: Fields): string => fields.plain('UserPoolId');

/** Ids inside the pool: `client` the client id, `user` the user name, `identity-provider` its name. */
export const refIn = (
  { tenantOf }: Pools,
  namespace: 'client' | 'user' | 'identity-provider',
  pool: string,
  name: string,
  kind: IdentityKind,
): Ref => ({
  namespace,
  externalId: name,
  kind,
  tenant: tenantOf(pool),
});

/** The id that the vendor knows outside of the pool: `{pool}/{id}`. */
export const named = (fields: Fields, id: string): Pick<Contribution, 'externalId'> =>
  poolOf(fields) === '' || id === '' ? {} : { externalId: `${poolOf(fields)}/${id}` };
