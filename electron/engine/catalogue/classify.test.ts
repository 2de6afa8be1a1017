import { describe, expect, it } from 'vitest';
import type { Vendor } from '#shared/model/tenant.ts';
import type { Classification } from './classify.ts';
import { classify, overrideKey } from './classify.ts';

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
  ])('%s, API %j, scope %j', (vendor, api, scope, expected) => {
    expect(classify(vendor, api, scope)).toMatchObject(expected);
  });

  it('gives a reason for every judgement', () => {
    for (const scope of ['openid', '*', 'x:read', 'okta.users.read'])
      expect(classify('okta', 'a', scope).source).not.toBe('');
  });

  it('lets the analyst have the last word', () => {
    const overrides = new Map([[overrideKey('csv', 'billing', 'invoices:delete'), { tier: 3, verb: 'read' }]]);
    expect(classify('csv', 'billing', 'invoices:delete', overrides)).toMatchObject({
      tier: 3,
      verb: 'read',
      classified: true,
    });
    expect(classify('csv', 'other', 'invoices:delete', overrides).classified).toBe(false);
  });
});
