import type { CatalogueFile } from '#engine/catalogue/catalogue-file.ts';

/** Administrator roles of ZITADEL and its reserved scopes. */
export const zitadel: CatalogueFile = {
  source: 'ZITADEL documentation, manager roles and reserved scopes',
  licence: 'own work from public documentation',
  read: '2026-11-28',
  vendors: ['zitadel'],
  sections: [
    {
      apis: '*',
      within: 'iam_*, org_*, project_*, system_*, self_management_global, urn:zitadel:*',
      worst: 0,
      rows: `
T0 admin mints: IAM_OWNER, IAM_ORG_MANAGER, IAM_USER_MANAGER, IAM_ADMIN_IMPERSONATOR, SYSTEM_OWNER,
  IAM_END_USER_IMPERSONATOR, IAM_LOGIN_CLIENT, ORG_OWNER, ORG_USER_MANAGER, ORG_ADMIN_IMPERSONATOR,
  ORG_END_USER_IMPERSONATOR, ORG_USER_PERMISSION_EDITOR, ORG_PROJECT_CREATOR, PROJECT_OWNER, PROJECT_OWNER_GLOBAL,
  PROJECT_GRANT_OWNER, ORG_PROJECT_PERMISSION_EDITOR
T1 write: ORG_SETTINGS_MANAGER, SELF_MANAGEMENT_GLOBAL
T2 read: IAM_OWNER_VIEWER, ORG_OWNER_VIEWER, PROJECT_OWNER_VIEWER, PROJECT_OWNER_VIEWER_GLOBAL,
  PROJECT_GRANT_OWNER_VIEWER, SYSTEM_OWNER_VIEWER
T0 admin mints: urn:zitadel:iam:org:project:id:zitadel:aud
T3 read: urn:zitadel:iam:user:metadata, urn:zitadel:iam:user:resourceowner, urn:zitadel:iam:org:*
`,
    },
  ],
};
