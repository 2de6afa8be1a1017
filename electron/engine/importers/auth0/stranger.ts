import { combine } from '#engine/importers/gather/combine.ts';
import type { Sink } from '#engine/importers/importer.ts';
import type { Delegation } from '#shared/model/delegation.ts';
import { identityId, type Sha256 } from '#shared/model/identity-id.ts';
import type { Tenant } from '#shared/model/tenant.ts';
import { ofClientGrant, ofUserGrant } from './clients.ts';
import type { Api, ClientGrant, UserGrant } from './tenant-objects.ts';

export interface StrangerGrants {
  readonly clientGrants: readonly ClientGrant[];
  readonly userGrants: readonly UserGrant[];
}

/** What grants say of a client that another file describes: what it may do, and nothing else. */
export function strangerOf(
  client: string,
  { clientGrants, userGrants }: StrangerGrants,
  around: {
    readonly tenant: Tenant;
    readonly apis: ReadonlyMap<string, Api>;
    readonly sha256: Sha256;
    readonly mostHumans: number;
  },
): Parameters<Sink['identity']>[0] {
  const { tenant, apis, sha256, mostHumans } = around;
  const ref = { namespace: 'client', externalId: client, kind: 'oauth_client' } as const;
  const idOf = (namespace: string, externalId: string) => identityId(sha256, tenant.id, namespace, externalId);
  const idOfUser = (user: string) => idOf('user', user);
  const id = idOf('client', client);
  const delegations = userGrants
    .filter(({ user }) => user !== '')
    .map(({ user, scopes }): Delegation => ({ kind: 'acts_for', from: idOfUser(user), to: id, scopes }));
  const grants = [
    ...clientGrants.map((grant) => ofClientGrant(grant, apis)),
    ...userGrants.map((grant) => ofUserGrant(grant, { idOfUser })),
  ];
  const { identity } = combine(ref, [{ vendorKind: 'application', grants, delegations }], { id, tenant }, mostHumans);
  return { ...identity, sources: [...clientGrants, ...userGrants].map(({ path }) => ({ record: path })) };
}
