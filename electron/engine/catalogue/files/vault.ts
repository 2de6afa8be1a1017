import type { CatalogueFile } from '#engine/catalogue/catalogue-file.ts';

/** Capabilities on paths as `capability:path` or `capability path`, and the policies that every Vault is born with. */
export const vault: CatalogueFile = {
  source: 'HashiCorp Vault documentation, policies, root-protected and sudo paths',
  licence: 'own work from public documentation',
  read: '2026-11-28',
  vendors: ['vault'],
  sections: [
    {
      apis: '*',
      worst: 0,
      rows: `
T0 wildcard mints: root
T3 read: default
T0 admin mints: sudo, sudo:*, sudo *, *sys/policy/*, *sys/policies/*, *sys/auth/*, *sys/mounts/*, *sys/raw*,
  *sys/generate-root*, create:auth/*, update:auth/*, patch:auth/*, create auth/*, update auth/*, patch auth/*,
  create:identity/*, update:identity/*, patch:identity/*, create identity/*, update identity/*
T0 write mints: create:pki*/issue/*, update:pki*/issue/*, update:pki*/sign*, create:ssh*/sign*, update:ssh*/sign*
T1 read mints: read:aws/*, read:gcp/*, read:azure/*, read:database/*, read:*/creds/*, read */creds/*
T3 read: read:auth/token/lookup-self, read auth/token/lookup-self, read:sys/health, read sys/health
T2 write: update:auth/token/renew-self, update:auth/token/revoke-self, update auth/token/renew-self
T2 read: read:sys/*, read sys/*, list:sys/*, list sys/*, list:auth/*, list auth/*, read:auth/*, read auth/*
T1 delete: delete, delete:*, delete *, destroy:*
T1 write: create, create:*, create *, update, update:*, update *, patch, patch:*, patch *, write:*, write *
T1 read: read, read:*, read *
T2 read: list, list:*, list *, subscribe:*, subscribe *
T3 read: deny, deny:*, deny *
`,
    },
  ],
};
