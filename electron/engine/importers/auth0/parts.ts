// One object of a tenant in a file of its own: the deploy tool's folders, and answers of the management API.
import { isObject } from '#engine/importers/fields.ts';
import type { Head, Item } from '#engine/importers/importer.ts';

export type Part = 'client' | 'clientGrant' | 'grant' | 'resourceServer' | 'user' | 'agent' | 'tenant' | 'other';

/** Folders that the deploy tool writes beside `tenant.json`. */
const folders = new Set([
  'actions', 'attack-protection', 'client-grants', 'clients', 'connection-profiles', 'connections', 'custom-domains', 'database-connections',
  'databases', 'email-templates', 'emails', 'flow-vault-connections', 'flows', 'forms', 'grants', 'guardian', 'hooks', 'log-streams',
  'network-acls', 'organizations', 'pages', 'phone-providers', 'prompts', 'resource-servers', 'risk-assessment', 'roles', 'rules',
  'rules-configs', 'self-service-profiles', 'themes', 'token-exchange-profiles', 'triggers', 'user-attribute-profiles',
]); // biome-ignore format: a list of words

/** The folder of the export that a file lies in; null: no folder of the deploy tool's stands above it. */
export function exportFolder({ folders: above }: Pick<Head, 'folders'>): string | null {
  const at = above.findLastIndex((name) => folders.has(name));
  return at > 0 ? (above[at - 1] ?? null) : null;
}

const tenantMembers = [
  'friendly_name',
  'flags',
  'sandbox_version',
  'session_lifetime',
  'idle_session_lifetime',
  'enabled_locales',
  'support_email',
  'support_url',
  'default_directory',
  'allowed_logout_urls',
];
const clientMembers = [
  'app_type',
  'jwt_configuration',
  'oidc_conformant',
  'is_first_party',
  'token_endpoint_auth_method',
  'grant_types',
  'callbacks',
  'cross_origin_auth',
  'sso_disabled',
];
const grantMembers = new Set([
  'id',
  'client_id',
  'audience',
  'scope',
  'subject_type',
  'allow_all_scopes',
  'organization_usage',
  'allow_any_organization',
  'authorization_details_types',
  'is_system',
]);

/** What an object is, by the members that only it has; null: nobody can tell. */
export function partOf(names: readonly string[]): Part | null {
  const own = new Set(names);
  const count = (members: readonly string[]): number => members.filter((name) => own.has(name)).length;
  if (own.has('client_id') && own.has('audience') && names.every((name) => grantMembers.has(name)))
    return 'clientGrant';
  if (own.has('clientID') && own.has('audience') && own.has('user_id')) return 'grant';
  if (own.has('identifier') && count(['scopes', 'signing_alg', 'token_lifetime', 'allow_offline_access']) > 0) {
    return 'resourceServer';
  }
  if (own.has('name') && count(clientMembers) >= 2 && (own.has('app_type') || count(clientMembers) >= 3))
    return 'client';
  if (own.has('user_id') && count(['identities', 'email', 'logins_count', 'email_verified']) >= 2) return 'user';
  if (count(tenantMembers) >= 2) return 'tenant';
  return null;
}

/** `/api/v2/clients/abc?x` → what is asked for. */
const asked: readonly (readonly [RegExp, Part])[] = [
  [/\/api\/v2\/clients(?:\/[^/]+)?(?:\?|$)/, 'client'],
  [/\/api\/v2\/client-grants(?:\/[^/]+)?(?:\?|$)/, 'clientGrant'],
  [/\/api\/v2\/grants(?:\/[^/]+)?(?:\?|$)/, 'grant'],
  [/\/api\/v2\/resource-servers(?:\/[^/]+)?(?:\?|$)/, 'resourceServer'],
  [/\/api\/v2\/users(?:\/[^/]+)?(?:\?|$)/, 'user'],
  [/\/api\/v2\/agents(?:\/[^/]+)?(?:\?|$)/, 'agent'],
];

export function partAsked(url: string): Part {
  return asked.find(([pattern]) => pattern.test(url))?.[1] ?? 'other';
}

const partIn = (value: unknown): Part | null => (isObject(value) ? partOf(Object.keys(value)) : null);

export const listParts: ReadonlyMap<string, Part> = new Map([
  ['clients', 'client'],
  ['clientGrants', 'clientGrant'],
  ['client_grants', 'clientGrant'],
  ['grants', 'grant'],
  ['agents', 'agent'],
  ['users', 'user'],
  ['resourceServers', 'resourceServer'],
  ['resource_servers', 'resourceServer'],
]);
/** Members that make a file a tenant's, not one object's. */
export const lists = new Set([...listParts.keys(), 'tenant']);

/** Of an element of a list, what it is; null: it is a member of the file. */
export function partOfPattern({ pattern, value, asked }: Item): Part | null {
  if (pattern === '$[*]') return asked === undefined ? (partIn(value) ?? 'other') : partAsked(asked.url);
  const name = /^\$\.(\w+)\[\*\]$/.exec(pattern)?.[1];
  return name === undefined ? null : (listParts.get(name) ?? null);
}
