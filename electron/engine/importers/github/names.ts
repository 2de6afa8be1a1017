// Logins, and the organizations that files and addresses name. GitHub compares logins without case.
import type { Ref } from '#engine/importers/gather/source-object.ts';
import type { Tenant } from '#shared/model/tenant.ts';

export type TenantOf = (login: string) => Tenant;

const login = '([A-Za-z\\d](?:[\\w-]{0,38}))';

/** What names the organization, surest first. `\\?`: recordings hold answers as texts. */
const orgs: readonly RegExp[] = [
  new RegExp(`"org\\\\?"\\s*:\\s*\\\\?"${login}\\\\?"`),
  new RegExp(`"organization\\\\?"\\s*:\\s*\\{\\s*\\\\?"login\\\\?"\\s*:\\s*\\\\?"${login}\\\\?"`),
  new RegExp(`"account\\\\?"\\s*:\\s*\\{\\s*\\\\?"login\\\\?"\\s*:\\s*\\\\?"${login}\\\\?"`),
  new RegExp(`github\\.com/organizations/${login}/settings/`),
  new RegExp(`(?:api\\.github\\.com|/api/v3|"path\\\\?"\\s*:\\s*\\\\?")/orgs/${login}\\b`),
  new RegExp(`(?:api\\.github\\.com|/api/v3|"path\\\\?"\\s*:\\s*\\\\?")/repos/${login}/`),
  new RegExp(`"full_name\\\\?"\\s*:\\s*\\\\?"${login}/`),
];

export function orgIn(text: string): string | null {
  for (const pattern of orgs) {
    const found = pattern.exec(text)?.[1];
    if (found !== undefined && !/^\d+$/.test(found)) return found;
  }
  return null;
}

const orgAddress = new RegExp(`/orgs/${login}(?:/|$)`);
const repoAddress = new RegExp(`/repos/${login}/([\\w.-]{1,100})(?:/|$)`);

export const orgOf = (url: string): string => orgAddress.exec(url)?.[1] ?? repoAddress.exec(url)?.[1] ?? '';

/** `owner/name` in an address of the API; '' where it names none. */
export function repositoryOf(url: string): string {
  const found = repoAddress.exec(url);
  return found === null ? '' : `${found[1]}/${found[2]}`;
}

const within = (owner: string, tenantOf: TenantOf): Pick<Ref, 'tenant'> =>
  owner === '' ? {} : { tenant: tenantOf(owner) };

export const humanRef = (name: string): Ref => ({ namespace: 'user', externalId: name.toLowerCase(), kind: 'human' });

/** An app by its slug, which is what logs call it: an account has it installed at most once. */
export const appRef = (slug: string, owner: string, tenantOf: TenantOf): Ref => ({
  namespace: 'app',
  externalId: slug.toLowerCase(),
  kind: agents.has(slug.toLowerCase()) ? 'agent' : 'oauth_client',
  ...within(owner, tenantOf),
});

export const keyRef = (namespace: string, id: string, owner: string, tenantOf: TenantOf): Ref => ({
  namespace,
  externalId: id,
  kind: 'api_key',
  ...within(owner, tenantOf),
});

/** Apps that write code by themselves. */
const agents = new Set([
  'copilot-swe-agent',
  'claude',
  'chatgpt-codex-connector',
  'cursor',
  'devin-ai-integration',
  'google-labs-jules',
]);

/** GitHub's own apps, in every organization. */
const own = new Set(['github-actions', 'dependabot', 'github-advanced-security', 'github-merge-queue', 'github-pages']);
export const isOwnApp = (slug: string): boolean => own.has(slug.toLowerCase());
