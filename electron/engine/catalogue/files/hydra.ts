import type { CatalogueFile } from '#engine/catalogue/catalogue-file.ts';

/** Scopes that Ory's own products define; all others belong to the APIs behind Hydra. */
export const hydra: CatalogueFile = {
  source: 'Ory Hydra documentation, scopes and administrative endpoints',
  licence: 'own work from API descriptions under Apache-2.0',
  read: '2026-11-28',
  vendors: ['ory-hydra'],
  sections: [
    {
      apis: 'hydra*, *ory*, /admin*',
      worst: 0,
      rows: `
T0 wildcard mints: hydra, hydra.*
T0 admin mints: hydra.clients, hydra.keys.*, hydra.keys.create, hydra.keys.update, hydra.consent, hydra.warden.*,
  hydra.policies, hydra.clients.*
T2 read: hydra.introspect, hydra.keys.get, hydra.health
`,
    },
  ],
};
