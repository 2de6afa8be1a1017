import type { CatalogueFile } from '#engine/catalogue/catalogue-file.ts';

/** Roles of the clients that every realm is born with, roles of realms, and built-in client scopes. */
export const keycloak: CatalogueFile = {
  source: 'Keycloak server administration guide, built-in roles and client scopes',
  licence: 'own work from public documentation',
  read: '2026-11-28',
  vendors: ['keycloak'],
  sections: [
    {
      apis: 'realm-management, *-realm',
      worst: 0,
      spelling: 'last part',
      rows: `
T0 admin mints: realm-admin, manage-realm, manage-clients, manage-users, manage-authorization,
  manage-identity-providers, impersonation
T0 write mints: create-client
T1 write: manage-organizations, manage-events
T2 read: view-realm, view-users, view-clients, view-events, view-identity-providers, view-authorization,
  view-organizations
T3 read: query-realms, query-users, query-clients, query-groups
`,
    },
    {
      apis: 'account, broker',
      worst: 1,
      spelling: 'last part',
      rows: `
T1 delete: delete-account
T1 read: read-token
T2 write: manage-account, manage-account-links, manage-account-2fa, manage-consent
T3 read: view-profile, view-applications, view-consent, view-groups
`,
    },
    {
      apis: 'master, realm:master, realm master, realm/master',
      worst: 0,
      spelling: 'last part',
      rows: `
T0 admin mints: admin, create-realm
`,
    },
    {
      apis: '*',
      worst: 1,
      spelling: 'last part',
      rows: `
T3 read: offline_access, uma_authorization, default-roles-*, roles, web-origins, acr, basic, service_account,
  microprofile-jwt, role_list, saml_organization, organization
`,
    },
  ],
};
