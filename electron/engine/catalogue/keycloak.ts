import { entries } from './entry.ts';

/** Roles of the client `realm-management`, and in `master` of the `*-realm` clients that stand for the other realms. */
export const keycloakRealmManagement = entries('Keycloak server administration guide, realm-management roles', [
  ['realm-admin', 0, 'admin', 'mints'],
  ['manage-realm', 0, 'admin', 'mints'],
  ['manage-clients', 0, 'admin', 'mints'],
  ['manage-users', 0, 'admin', 'mints'],
  ['manage-authorization', 0, 'admin', 'mints'],
  ['manage-identity-providers', 0, 'admin', 'mints'],
  ['create-client', 0, 'write', 'mints'],
  ['impersonation', 0, 'admin', 'mints'],
  ['manage-organizations', 1, 'write'],
  ['manage-events', 1, 'write'],
  ['view-realm', 2, 'read'],
  ['view-users', 2, 'read'],
  ['view-clients', 2, 'read'],
  ['view-events', 2, 'read'],
  ['view-identity-providers', 2, 'read'],
  ['view-authorization', 2, 'read'],
  ['view-organizations', 2, 'read'],
  ['query-realms', 3, 'read'],
  ['query-users', 3, 'read'],
  ['query-clients', 3, 'read'],
  ['query-groups', 3, 'read'],
]);

/** Realm roles of `master`; elsewhere `admin` is a role that somebody made. */
export const keycloakMasterRoles = entries('Keycloak server administration guide, roles of the master realm', [
  ['admin', 0, 'admin', 'mints'],
  ['create-realm', 0, 'admin', 'mints'],
]);

/** Realm roles that every realm is born with. */
export const keycloakRealmRoles = entries('Keycloak server administration guide, built-in realm roles', [
  ['offline_access', 3, 'read'],
  ['uma_authorization', 3, 'read'],
]);

/** Roles of the clients `account` and `broker`. */
export const keycloakAccount = entries('Keycloak server administration guide, account and broker roles', [
  ['manage-account', 2, 'write'],
  ['manage-account-links', 2, 'write'],
  ['manage-consent', 2, 'write'],
  ['delete-account', 1, 'delete'],
  ['view-profile', 3, 'read'],
  ['view-applications', 3, 'read'],
  ['view-consent', 3, 'read'],
  ['view-groups', 3, 'read'],
  ['read-token', 1, 'read'],
]);

/** Client scopes that every realm is born with, beside those of OpenID Connect. */
export const keycloakClientScopes = entries('Keycloak server administration guide, built-in client scopes', [
  ['roles', 3, 'read'],
  ['web-origins', 3, 'read'],
  ['acr', 3, 'read'],
  ['basic', 3, 'read'],
  ['service_account', 3, 'read'],
  ['microprofile-jwt', 3, 'read'],
  ['role_list', 3, 'read'],
  ['saml_organization', 3, 'read'],
  ['organization', 3, 'read'],
]);

export const isRealmManagement = (api: string): boolean =>
  api === 'realm-management' || api === 'master-realm' || api.endsWith('-realm');
