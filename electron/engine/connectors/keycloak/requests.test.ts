import { describe, expect, it } from 'vitest';
import { requestsOf } from './requests.ts';

const object = { realm: 'acme', client: 'uuid', clientId: 'orders', user: 'user' };
const lines = (...asked: Parameters<typeof requestsOf>): string[] =>
  requestsOf(...asked).map(({ method, path, body }) => `${method} ${path} ${JSON.stringify(body)}`);

describe('requestsOf', () => {
  it('names each role that goes and each that comes back, by its owner', () => {
    const now = { realmRoles: ['offline_access'], clientRoles: { 'realm-management': ['manage-users', 'view-users'] } };
    const parameters = {
      realmRoles: ['offline_access'],
      clientRoles: { account: ['x'], 'realm-management': ['view-users'] },
    };
    expect(lines({ name: 'roles.direct', object, parameters }, now)).toEqual([
      'DELETE /admin/realms/acme/users/user/role-mappings/clients/{realm-management} [{"name":"manage-users"}]',
      'POST /admin/realms/acme/users/user/role-mappings/clients/{account} [{"name":"x"}]',
    ]);
  });

  it('names each client scope, and replaces the client only where it has to', () => {
    const now = { fullScopeAllowed: true, defaultClientScopes: ['a', 'b'], optionalClientScopes: [] };
    const kept = { fullScopeAllowed: true, defaultClientScopes: ['a'], optionalClientScopes: ['c'] };
    expect(lines({ name: 'client.scopes', object, parameters: kept }, now)).toEqual([
      'DELETE /admin/realms/acme/clients/uuid/default-client-scopes/{b} null',
      'PUT /admin/realms/acme/clients/uuid/optional-client-scopes/{c} null',
    ]);
    const [whole] = requestsOf({ name: 'client.scopes', object, parameters: { ...now, fullScopeAllowed: false } }, now);
    expect(whole).toMatchObject({ method: 'PUT', body: { fullScopeAllowed: false } });
    expect(Object.keys(whole?.body ?? {})).toContain('…');
  });
});
