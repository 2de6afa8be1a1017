import type { CatalogueFile } from '#engine/catalogue/catalogue-file.ts';

/** Endpoints that an API key of FusionAuth may call, as `verb:path` or the path alone, and roles of its own application. */
export const fusionauth: CatalogueFile = {
  source: 'FusionAuth API, endpoints and application roles',
  licence: 'own work from API descriptions under Apache-2.0',
  read: '2026-11-28',
  vendors: ['fusionauth'],
  sections: [
    {
      apis: '*',
      within:
        '*/api/*, /api/*, /oauth2/*, *:/*, get *, post *, put *, patch *, delete *, *_manager, *_deleter, *_viewer, admin, keymanager',
      worst: 0,
      rows: `
T0 admin mints: admin, keyManager, api_key_manager, application_manager, user_manager, key_manager, tenant_manager, entity_manager,
  group_manager, connector_manager, lambda_manager, *idp_manager, *post*/api/api-key*, *put*/api/api-key*,
  *post*/api/user*, *put*/api/user*, *patch*/api/user*, *post*/api/application*, *put*/api/application*,
  *patch*/api/application*, *post*/api/entity*, *post*/api/key*, *put*/api/key*, *post*/api/jwt/vend*,
  *post*/api/identity-provider*, *post*/api/connector*, *post*/api/lambda*, *put*/api/lambda*, *post*/api/group*,
  *post*/api/tenant*
T1 read: get:/api/key*, get:/api/api-key*, get:/api/application*, get:/api/entity*, get /api/application*
T2 read: get:/api/user*, get:/api/system/*log*, get:/api/system/login-record*, get:*, get *, *_viewer
T1 delete: delete:*, delete *, *_deleter
T1 write: post:*, put:*, patch:*, post *, put *, patch *, *_manager
`,
    },
  ],
};
