import type { Fields } from '#engine/importers/fields.ts';
import { type Fact, type Instant, isUnknown, unknown } from '#shared/model/fact.ts';
import type { Identity, IdentityKind } from '#shared/model/identity.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import type { Tenant } from '#shared/model/tenant.ts';
import { ownGrant, scopeOf } from './client-grants.ts';
import { type Role, rolesIn } from './roles.ts';

type Emitted = Omit<Identity, 'sources'> & { readonly sources: readonly { readonly record: string }[] };

/** Keycloak's id of a user, else the name it signs in with. */
export const userExternalId = (user: Fields): string => user.plain('id') || user.plain('username');

export function createdAtOf(user: Fields): Fact<Instant> {
  const at = user.instant('createdTimestamp', 'ms');
  return at === undefined || at === 'never' ? unknown('not_in_export') : at;
}

/** Roles that were given to the user itself. */
export const directRoles = (user: Fields): readonly Role[] => rolesIn(user, 'realmRoles', 'clientRoles');

function displayName(user: Fields): string {
  const full = [user.plain('firstName'), user.plain('lastName')].filter((part) => part !== '').join(' ');
  return full || user.plain('username') || user.plain('email') || userExternalId(user);
}

/** An address that Keycloak has verified, and the id in the directory that the user is of. */
function anchorsOf(user: Fields): Pick<Identity, 'anchors'> {
  const mail = user.flag('emailVerified') === true ? user.plain('email').toLowerCase() : '';
  const [ldap = ''] = user.object('attributes')?.texts('LDAP_ID') ?? [];
  const anchors = [mail === '' ? '' : `mailto:${mail}`, ldap === '' ? '' : `ldap:${ldap.toLowerCase()}`];
  const told = anchors.filter((anchor) => anchor !== '');
  return told.length === 0 ? {} : { anchors: told };
}

export function identityOfUser(user: Fields, id: IdentityId, tenant: Tenant, kind: IdentityKind): Emitted {
  const nothing = unknown('not_recorded');
  const roles = directRoles(user).filter((role) => role.client !== '' || !role.name.startsWith('default-roles-'));
  const externalId = userExternalId(user);
  const aliases = [user.plain('username'), user.plain('email')].filter((alias) => alias !== '' && alias !== externalId);
  const federated = user.objects('federatedIdentities').map((link) => link.plain('identityProvider'));
  const enabled = user.flag('enabled');
  return {
    id,
    kind,
    vendorKind: federated.length > 0 ? `user, federated with ${federated.filter(Boolean).join(', ')}` : 'user',
    tenant,
    name: displayName(user),
    externalId,
    aliases: [...new Set(aliases)],
    description: '',
    status: enabled === undefined || isUnknown(enabled) || enabled ? 'active' : 'disabled',
    environment: nothing,
    publisher: nothing,
    owners: unknown('not_in_export'),
    createdAt: createdAtOf(user),
    lastUsedAt: unknown('not_in_export'),
    credentials: [],
    grants:
      roles.length === 0
        ? []
        : [
            ownGrant(
              'roles',
              tenant.name,
              roles.map((role) => scopeOf(role.name, role.client)),
              'role mapping',
            ),
          ],
    delegations: [],
    tokenPolicy: null,
    standing: nothing,
    autonomy: nothing,
    leaked: false,
    builtIn: false,
    ...(kind === 'human' ? anchorsOf(user) : {}),
    sources: [{ record: user.record }],
  };
}
