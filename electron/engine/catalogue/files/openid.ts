import type { CatalogueFile } from '#engine/catalogue/catalogue-file.ts';

/** Scopes that mean the same at every issuer. */
export const openid: CatalogueFile = {
  source: 'OpenID Connect Core 1.0 §5.4, §11',
  licence: 'facts of a public standard',
  read: '2026-11-28',
  vendors: 'any',
  sections: [
    {
      apis: '*',
      worst: 1,
      rows: `
T2 read: address, phone
T3 read: openid, profile, email, offline_access, offline
`,
    },
  ],
};
