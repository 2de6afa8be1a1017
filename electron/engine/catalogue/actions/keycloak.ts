import type { ActionFile } from '#engine/catalogue/action-file.ts';

/** User events tell that scopes were issued, admin events which management role acted; both are kept only where the realm says so. */
export const keycloak: ActionFile = {
  source: 'Keycloak server administration guide, user events and admin events',
  licence: 'own work from public documentation',
  read: '2026-11-28',
  vendors: ['keycloak'],
  rows: `
seen LOGIN, CODE_TO_TOKEN, CLIENT_LOGIN, REFRESH_TOKEN, TOKEN_EXCHANGE, PERMISSION_TOKEN, OAUTH2_DEVICE_CODE_TO_TOKEN
  -> openid, profile, email, address, phone, roles, web-origins, acr, basic, service_account, microprofile-jwt,
  default-roles-*
seen REFRESH_TOKEN -> offline_access
seen PERMISSION_TOKEN, USER_INFO_REQUEST -> uma_authorization
seen IMPERSONATE -> impersonation, realm-admin, admin
seen *create*user*, *update*user*, *delete*user*, *action*user*, *group_membership*, *realm_role_mapping*,
  *client_role_mapping* -> manage-users, realm-admin, admin
seen *create*client* -> create-client
seen *create*client*, *update*client*, *delete*client*, *action*client* -> manage-clients, realm-admin, admin
seen *update*realm*, *create*realm*, *delete*realm*, *action*realm*, *component*, *realm_role*
  -> manage-realm, realm-admin, admin
seen *identity_provider* -> manage-identity-providers, realm-admin, admin
seen *authorization_* -> manage-authorization, realm-admin, admin
seen *organization* -> manage-organizations, realm-admin, admin
seen UPDATE_PROFILE, UPDATE_EMAIL, UPDATE_PASSWORD, UPDATE_CREDENTIAL, REMOVE_CREDENTIAL -> manage-account
seen FEDERATED_IDENTITY_LINK, REMOVE_FEDERATED_IDENTITY -> manage-account-links
seen GRANT_CONSENT, UPDATE_CONSENT, REVOKE_GRANT -> manage-consent
seen DELETE_ACCOUNT -> delete-account
`,
};
