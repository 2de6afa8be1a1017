import type { Fields } from '#engine/importers/fields.ts';
import { ownersIn } from '#engine/importers/owners.ts';
import { unknown } from '#shared/model/fact.ts';
import type { Identity } from '#shared/model/identity.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import type { Tenant } from '#shared/model/tenant.ts';

type Emitted = Omit<Identity, 'sources'> & { readonly sources: readonly { readonly record: string }[] };

export const userExternalId = (user: Fields): string =>
  user.plain('user_id') || user.plain('id') || user.plain('email') || user.plain('username');

export const agentExternalId = (agent: Fields): string =>
  agent.plain('id') || agent.plain('agent_id') || agent.plain('external_agent_id') || agent.plain('name');

export function identityOfUser(user: Fields, id: IdentityId, tenant: Tenant): Emitted {
  const nothing = unknown('not_recorded');
  const externalId = userExternalId(user);
  const created = user.instant('created_at');
  return {
    ...bare(id, tenant, externalId),
    kind: 'human',
    vendorKind: 'user',
    name: user.plain('name') || user.plain('email') || user.plain('username') || externalId,
    aliases: [...new Set([user.plain('email'), user.plain('username')])].filter(
      (alias) => alias !== '' && alias !== externalId,
    ),
    status: user.isTrue('blocked') ? 'disabled' : 'active',
    createdAt: created === undefined || created === 'never' ? nothing : created,
    lastUsedAt: user.instant('last_login') ?? nothing,
    sources: [{ record: user.record }],
  };
}

export function identityOfAgent(agent: Fields, id: IdentityId, tenant: Tenant): Emitted {
  const externalId = agentExternalId(agent);
  const created = agent.instant('created_at');
  const status = agent.plain('status').toLowerCase();
  return {
    ...bare(id, tenant, externalId),
    kind: 'agent',
    vendorKind: 'agent',
    name: agent.plain('name') || externalId,
    aliases: [agent.plain('external_agent_id'), agent.plain('name')].filter(
      (alias) => alias !== '' && alias !== externalId,
    ),
    description: agent.plain('description'),
    status: status === 'inactive' || status === 'disabled' ? 'disabled' : 'active',
    owners: ownersIn([agent.text('owner'), agent.text('created_by')]),
    createdAt: created === undefined || created === 'never' ? unknown('not_recorded') : created,
    sources: [{ record: agent.record }],
  };
}

function bare(
  id: IdentityId,
  tenant: Tenant,
  externalId: string,
): Omit<Emitted, 'kind' | 'vendorKind' | 'name' | 'sources'> {
  const nothing = unknown('not_recorded');
  return {
    id,
    tenant,
    externalId,
    aliases: [],
    description: '',
    status: 'active',
    environment: nothing,
    publisher: nothing,
    owners: unknown('not_in_export'),
    createdAt: nothing,
    lastUsedAt: unknown('not_in_export'),
    credentials: [],
    grants: [],
    delegations: [],
    tokenPolicy: null,
    standing: nothing,
    autonomy: nothing,
    leaked: false,
    builtIn: false,
  };
}
