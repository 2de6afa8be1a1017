import { describe, expect, it } from 'vitest';
import { scopeKey } from '#shared/model/scope-key.ts';
import type { Vendor } from '#shared/model/tenant.ts';
import type { Classification } from './classify.ts';
import { classify } from './classify.ts';

const management = 'https://acme.eu.auth0.com/api/v2/';

describe('classify', () => {
  it.each<[Vendor, string, string, Partial<Classification>]>([
    ['keycloak', 'realm-management', 'realm-admin', { tier: 0, verb: 'admin', mints: true, classified: true }],
    ['keycloak', 'realm-management', 'view-users', { tier: 2, verb: 'read', mints: false }],
    ['keycloak', 'realm-management', 'brand-new-role', { tier: 0, classified: false, mints: false }],
    ['keycloak', 'master', 'admin', { tier: 0, mints: true }],
    ['keycloak', 'shop-backend', 'admin', { tier: 1, verb: 'admin', classified: false }],
    ['keycloak', 'loyalty', 'offline_access', { tier: 3, classified: true }],
    ['keycloak', 'loyalty', 'default-roles-loyalty', { tier: 3, classified: true }],
    ['keycloak', '', 'openid', { tier: 3, verb: 'read', classified: true }],
    ['auth0', management, 'create:client_grants', { tier: 0, verb: 'write', mints: true }],
    ['auth0', management, 'read:logs', { tier: 2, verb: 'read' }],
    ['auth0', management, 'delete:clients', { tier: 0, verb: 'delete', mints: false }],
    ['auth0', management, 'constructor:users', { classified: false, tier: 0 }],
    ['auth0', 'https://orders.example', 'read:orders', { tier: 1, verb: 'read', classified: false }],
    ['okta', '', 'okta.users.manage', { tier: 0, mints: true }],
    ['okta', '', 'okta.logs.read', { tier: 2, verb: 'read' }],
    ['entra', 'Microsoft Graph', 'Directory.ReadWrite.All', { tier: 0, mints: true }],
    ['entra', 'Microsoft Graph', 'Group.Read.All', { tier: 2, verb: 'read' }],
    ['csv', 'billing', 'invoices:delete', { tier: 1, verb: 'delete', classified: false }],
    ['csv', '', 'constructor', { tier: 1, classified: false }],
    ['csv', 'billing', '*', { tier: 1, verb: 'wildcard', classified: true }],
    ['entra', 'Microsoft Graph', 'https://graph.microsoft.com/.default', { tier: 0, verb: 'wildcard', mints: true }],
    ['csv', 'billing', 'invoices:*', { verb: 'wildcard' }],
    ['entra', 'Microsoft Graph', 'Mail.Read', { tier: 1, verb: 'read', by: 'catalogue' }],
    ['entra', '00000003-0000-0000-c000-000000000000', 'RoleManagement.ReadWrite.Directory', { tier: 0, mints: true }],
    ['entra', 'Microsoft Graph', 'Brand.New.All', { tier: 0, classified: false, by: 'unknown' }],
    ['entra', 'Office 365 Exchange Online', 'full_access_as_app', { tier: 0, verb: 'wildcard' }],
    ['entra', 'directory', 'Global Administrator', { tier: 0, verb: 'admin', mints: true }],
    ['entra', '/subscriptions/1', 'Contributor', { tier: 0, mints: true }],
    ['aws', 'iam', 'iam:PassRole', { tier: 0, mints: true, by: 'catalogue' }],
    ['aws', 's3', 's3:GetObject', { tier: 1, verb: 'read', by: 'catalogue' }],
    ['aws', 's3', 's3:ListBucket', { tier: 2, verb: 'read', by: 'convention' }],
    ['aws', 's3', 's3:Get*', { tier: 1, verb: 'read', by: 'convention' }],
    ['aws', 'iam', 'iam:Pass*', { tier: 0, mints: true }],
    ['aws', 'sqs', 'sqs:DeleteMessage', { tier: 1, verb: 'delete' }],
    ['aws', '*', '*', { tier: 0, verb: 'wildcard', mints: true }],
    ['aws', 'kinesis', 'kinesis:*', { tier: 1, verb: 'wildcard' }],
    ['aws', '', 'arn:aws:iam::aws:policy/AdministratorAccess', { tier: 0, verb: 'wildcard', mints: true }],
    ['aws', 'managed policy', 'IAMFullAccess', { tier: 0, verb: 'admin', mints: true }],
    ['aws', 'iam', 'iam', { tier: 0, classified: false, by: 'unknown' }],
    ['entra', '00000000-0000-4000-8000-000000000302', 'Orders.Read', { tier: 0, classified: false }],
    ['okta', 'https://acme.okta.com/oauth2/aus1', 'orders:read', { tier: 1, classified: false }],
    ['okta', 'Catalogue agent', '*', { tier: 1, verb: 'wildcard' }],
    ['vault', 'vault', 'read secret/data/orders/*', { tier: 1, verb: 'read' }],
    ['vault', 'vault', 'sudo sys/leases/revoke-prefix/*', { tier: 0, verb: 'admin' }],
    ['fusionauth', 'fusionauth', 'keyManager', { tier: 0, mints: true }],
    ['gcp', 'cloudresourcemanager', 'roles/owner', { tier: 0, verb: 'wildcard', mints: true }],
    ['gcp', '', 'roles/pubsub.admin', { tier: 1, verb: 'admin', by: 'convention' }],
    ['gcp', '', 'projects/acme/roles/deployer', { tier: 0, classified: false }],
    ['gcp', '', 'iam.serviceAccountKeys.create', { tier: 0, mints: true }],
    ['gcp', '', 'pubsub.topics.delete', { tier: 1, verb: 'delete' }],
    ['github', 'acme/shop', 'contents:write', { tier: 1, verb: 'write' }],
    ['github', '', 'administration:write', { tier: 0, mints: true }],
    ['kubernetes', 'core', 'get:secrets', { tier: 0, verb: 'read' }],
    ['kubernetes', 'core', 'get:secrets[db]', { tier: 0, verb: 'read' }],
    ['kubernetes', 'core', 'get:*', { tier: 0, verb: 'read' }],
    ['kubernetes', 'shop.example', '*:carts', { tier: 0, verb: 'wildcard' }],
    ['kubernetes', 'core', '*:configmaps', { tier: 1, verb: 'wildcard' }],
    ['kubernetes', '*', '*:*', { tier: 0, verb: 'wildcard', mints: true }],
    ['kubernetes', 'core', 'delete:configmaps', { tier: 1, verb: 'delete' }],
    ['vault', 'secret/data/shop', 'read:secret/data/shop', { tier: 1, verb: 'read' }],
    ['vault', '', 'root', { tier: 0, verb: 'wildcard', mints: true }],
    ['spire', 'example.org', 'downstream', { tier: 0, mints: true }],
    ['zitadel', 'acme', 'ORG_OWNER', { tier: 0, mints: true }],
    ['fusionauth', '', 'POST:/api/user', { tier: 0, mints: true }],
    ['okta', 'https://acme.okta.com', 'SUPER_ADMIN', { tier: 0, mints: true }],
  ])('%s, API %j, scope %j', (vendor, api, scope, expected) => {
    expect(classify(vendor, api, scope)).toMatchObject(expected);
  });

  it('gives a reason for every judgement', () => {
    for (const scope of ['openid', '*', 'x:read', 'okta.users.read'])
      expect(classify('okta', 'a', scope).source).not.toBe('');
  });

  it('lets the analyst have the last word', () => {
    const overrides = new Map([[scopeKey('csv', 'billing', 'invoices:delete'), { tier: 3, verb: 'read' }]]);
    expect(classify('csv', 'billing', 'invoices:delete', overrides)).toMatchObject({
      tier: 3,
      verb: 'read',
      classified: true,
    });
    expect(classify('csv', 'other', 'invoices:delete', overrides).classified).toBe(false);
  });
});
