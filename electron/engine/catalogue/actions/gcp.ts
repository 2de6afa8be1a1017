import type { ActionFile } from '#engine/catalogue/action-file.ts';

/** Admin activity is always recorded, data access only where it is switched on. A role counts as used when an action of its service was. */
export const gcp: ActionFile = {
  source: 'Google Cloud audit logs, log types; IAM permissions by service',
  licence: 'own work from public documentation',
  read: '2026-11-28',
  vendors: ['gcp'],
  rows: `
always *SetIamPolicy*, *setIamPolicy* -> roles/owner, roles/*.*Admin, roles/iam.securityAdmin, roles/<service>.admin
always *CreateServiceAccountKey*, *UploadServiceAccountKey*, *serviceAccountKeys.* -> roles/iam.serviceAccountKeyAdmin
always *CreateServiceAccount*, *DeleteServiceAccount*, *serviceAccounts.create* -> roles/iam.serviceAccountAdmin,
  roles/iam.serviceAccountCreator, roles/iam.serviceAccountDeleter
seen *GenerateAccessToken*, *GenerateIdToken*, *SignBlob*, *SignJwt*, *getAccessToken*
  -> roles/iam.serviceAccountTokenCreator, roles/iam.serviceAccountOpenIdTokenCreator, roles/iam.workloadIdentityUser
seen * -> roles/<service>.*
seen *create*, *update*, *delete*, *set*, *patch*, *insert*, *deploy*, *enable*, *disable* -> roles/editor
seen *get*, *list*, *search*, *read* -> roles/viewer
seen * -> roles/owner
seen * -> =
`,
};
