import type { Fields } from '#engine/importers/fields.ts';
import { unknown } from '#shared/model/fact.ts';
import type { Grant, GrantedScope } from '#shared/model/grant.ts';
import { RealmSettings } from './realm-settings.ts';
import type { Role } from './roles.ts';
import type { Flows } from './token-policy.ts';

const unused = unknown('not_in_export');

export const scopeOf = (name: string, api: string): GrantedScope => ({ name, api, lastUsedAt: unused });

export const ownGrant = (id: string, resource: string, scopes: readonly GrantedScope[], origin: string): Grant => ({
  id,
  resource,
  scopes,
  onBehalfOf: null,
  subjects: 0,
  consent: null,
  expiresAt: 'never',
  lastUsedAt: unused,
  offline: scopes.some((scope) => scope.name === 'offline_access' && scope.api === ''),
  origin,
});

/** Client scopes by default and by choice; where a fragment leaves them out, those of the realm. */
export function clientScopesOf(
  client: Fields,
  realm: Fields,
): { default: readonly string[]; optional: readonly string[] } {
  return {
    default: client.texts('defaultClientScopes') ?? realm.texts('defaultDefaultClientScopes') ?? [],
    optional: client.texts('optionalClientScopes') ?? realm.texts('defaultOptionalClientScopes') ?? [],
  };
}

/** What a client may be issued. `held`: the roles of its service account, null when it has none. */
export function grantsOf(
  client: Fields,
  realm: RealmSettings,
  flows: Flows,
  held: readonly Role[] | null,
): readonly Grant[] {
  if (client.isTrue('bearerOnly')) return [];
  const realmName = realm.fields.plain('realm');
  const clientId = client.plain('clientId');
  const scopes = clientScopesOf(client, realm.fields);
  const grants: Grant[] = [];
  const add = (id: string, names: readonly string[], origin: string): void => {
    if (names.length > 0)
      grants.push(
        ownGrant(
          id,
          realmName,
          names.map((name) => scopeOf(name, '')),
          origin,
        ),
      );
  };
  add('default-scopes', scopes.default, 'default client scopes');
  add('optional-scopes', scopes.optional, 'optional client scopes');
  const full = client.flag('fullScopeAllowed') !== false;
  const mapped = full ? [] : realm.scopeMappingsOf(clientId);
  if (held !== null) {
    const roles = realm.roles.closure(held);
    for (const grant of roleGrants(
      full ? roles : RealmSettings.narrow(roles, mapped, clientId),
      realmName,
      'role mapping',
    ))
      grants.push(grant);
  }
  if (flows.user && !full) for (const grant of roleGrants(mapped, realmName, 'scope mapping')) grants.push(grant);
  // Every role of whoever signs in travels in its tokens: no scope of its own, but worth a row.
  if (flows.user && full) grants.push(ownGrant('full-scope', realmName, [], 'full scope allowed'));
  return grants;
}

function roleGrants(roles: readonly Role[], realmName: string, origin: string): readonly Grant[] {
  const byClient = new Map<string, GrantedScope[]>();
  for (const role of roles) {
    const scopes = byClient.get(role.client) ?? [];
    scopes.push(scopeOf(role.name, role.client));
    byClient.set(role.client, scopes);
  }
  return [...byClient].map(([client, scopes]) =>
    ownGrant(`${origin.replace(' ', '-')}:${client || 'realm'}`, client || realmName, scopes, origin),
  );
}
