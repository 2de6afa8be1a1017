import type { Entry } from './entry.ts';

const source = 'Okta API scopes, okta.<object>.<read|manage>';

const minting = new Set([
  'aiAgents',
  'apiTokens',
  'appGrants',
  'apps',
  'authorizationServers',
  'groups',
  'idps',
  'policies',
  'roles',
  'serviceAccounts',
  'users',
  'schemas',
]);
const sensitive = new Set(['users', 'logs', 'apiTokens', 'apps', 'roles', 'groups']);

export const isOktaScope = (scope: string): boolean => scope.startsWith('okta.');

/** `okta.users.manage` and its like; null: a verb that is not known. */
export function oktaScope(scope: string): Entry | null {
  const parts = scope.split('.');
  const object = parts[1] ?? '';
  const verb = parts.at(-1);
  if (verb === 'read') return { tier: sensitive.has(object) ? 2 : 3, verb: 'read', mints: false, source };
  if (verb === 'manage') {
    const mints = minting.has(object);
    return { tier: mints ? 0 : 1, verb: mints ? 'admin' : 'write', mints, source };
  }
  return null;
}
