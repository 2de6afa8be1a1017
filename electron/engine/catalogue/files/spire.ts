import type { CatalogueFile } from '#engine/catalogue/catalogue-file.ts';

/** What SPIRE lets an entry do beyond its own identity. */
export const spire: CatalogueFile = {
  source: 'SPIRE documentation, registration entries',
  licence: 'own work from public documentation',
  read: '2026-11-28',
  vendors: ['spire'],
  sections: [
    {
      apis: '*',
      worst: 0,
      rows: `
T0 admin mints: admin, downstream, agent, delegated-identity, *:admin, *:downstream
T2 read: federates_with*, federate*, storesvid, store_svid
T2 write: x509-svid, jwt-svid, x509_svid, jwt_svid, svid, spiffe://*
`,
    },
  ],
};
