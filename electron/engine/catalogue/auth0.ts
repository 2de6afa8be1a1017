import type { Entry, Verb } from './entry.ts';

const source = 'Auth0 Management API v2, scopes by verb';

/** Objects through which somebody can add credentials, grants or identities, or change how people sign in. */
const minting = new Set([
  'actions',
  'agents',
  'client_credentials',
  'client_grants',
  'client_keys',
  'clients',
  'connections',
  'encryption_keys',
  'hooks',
  'organization_member_roles',
  'role_members',
  'roles',
  'rules',
  'signing_keys',
  'tenant_settings',
  'user_tickets',
  'users',
  'users_app_metadata',
]);
/** Reading these yields secrets or whole customers. */
const secretReads = new Set([
  'client_keys',
  'connections_options',
  'encryption_keys',
  'signing_keys',
  'user_idp_tokens',
]);
const sensitiveReads = new Set([
  'users',
  'users_app_metadata',
  'user_metadata',
  'logs',
  'logs_users',
  'grants',
  'sessions',
]);

const verbOf: Readonly<Record<string, Verb>> = {
  read: 'read',
  create: 'write',
  update: 'write',
  delete: 'delete',
  blacklist: 'write',
  run: 'admin',
};

export const isAuth0Management = (api: string): boolean => /(^|\/)api\/v2\/?$/.test(api);

/** `verb:object` of the Management API; null: not of that form. */
export function auth0Management(scope: string): Entry | null {
  const [word = '', object = ''] = scope.split(':');
  const verb = Object.hasOwn(verbOf, word) ? verbOf[word] : undefined;
  if (verb === undefined || object === '') return null;
  if (verb === 'read') {
    const tier = secretReads.has(object) ? 1 : sensitiveReads.has(object) ? 2 : 3;
    return { tier, verb, mints: false, source };
  }
  const mints = minting.has(object) && verb !== 'delete';
  return { tier: minting.has(object) ? 0 : 1, verb, mints, source };
}
