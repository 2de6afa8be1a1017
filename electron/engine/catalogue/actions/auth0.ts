import type { ActionFile } from '#engine/catalogue/action-file.ts';

/** Tenant logs record each change that the Management API made, which the importer calls by its scope; what it reads they leave out. */
export const auth0: ActionFile = {
  source: 'Auth0 documentation, log event types and Management API endpoints',
  licence: 'own work from public documentation',
  read: '2026-11-28',
  vendors: ['auth0'],
  rows: `
seen create:*, update:*, delete:* -> =
seen sertft, seacft -> offline_access
`,
};
