// Okta's objects seldom name what they belong to: the addresses in their `_links` do.
import { type Fields, isObject } from '#engine/importers/fields.ts';
import type { Asked } from '#engine/importers/json-record.ts';
import type { Ref } from './okta-object.ts';

/** Addresses of the object's own links, and the one that it was asked from, in this order. */
export function hrefsOf(fields: Fields, asked?: Asked): readonly string[] {
  const links = fields.raw('_links') ?? fields.raw('_link');
  const hrefs = isObject(links) ? Object.values(links).flatMap(hrefsIn) : [];
  return asked === undefined ? hrefs : [...hrefs, asked.url];
}

function hrefsIn(link: unknown): readonly string[] {
  if (Array.isArray(link)) return link.flatMap(hrefsIn);
  const href = isObject(link) ? link['href'] : undefined;
  return typeof href === 'string' ? [href] : [];
}

const places = [
  [/\/(?:api\/v1\/apps|integrations\/api\/v1\/api-services|oauth2\/v1\/clients)\/([^/?#]+)/, 'client'],
  [/\/workload-principals\/api\/v1\/ai-agents\/([^/?#]+)/, 'agent'],
  [/\/api\/v1\/users\/([^/?#]+)/, 'user'],
] as const;

/** Whom the addresses speak of: the first one that names an app, an agent or a user. */
export function refIn(hrefs: readonly string[]): Ref | null {
  for (const [pattern, namespace] of places) {
    for (const href of hrefs) {
      const externalId = pattern.exec(href)?.[1];
      if (externalId !== undefined && externalId !== '') return { namespace, externalId };
    }
  }
  return null;
}

/** The id that stands after a word in one of the addresses: `policies` → `00p…`. */
export function idAfter(word: string, hrefs: readonly string[]): string {
  for (const href of hrefs) {
    const parts = href.split(/[/?#]/);
    const at = parts.indexOf(word);
    const id = at < 0 ? undefined : parts[at + 1];
    if (id !== undefined && id !== '') return id;
  }
  return '';
}

/** `orn:okta:idp:{org}:apps:{name}:{id}` and the like: what is meant, and its id. */
export function refOfOrn(orn: string): Ref | null {
  const parts = orn.split(':');
  const externalId = parts.at(-1) ?? '';
  if (parts[0] !== 'orn' || externalId === '') return null;
  if (parts.includes('service_accounts')) return { namespace: 'service-account', externalId };
  if (parts.includes('ai-agents') || parts.includes('a2a')) return { namespace: 'agent', externalId };
  if (parts.includes('apps')) return { namespace: 'client', externalId };
  return parts.includes('users') ? { namespace: 'user', externalId } : null;
}

const orgHost =
  /https:\/\/([\w.-]+\.[a-z]{2,})(?::\d+)?\/(?:api\/v1\/(?:apps|users|groups|api-tokens|authorizationServers|logs)|oauth2\/v1\/clients|oauth2\/aus\w{17}|integrations\/api|privileged-access\/api|workload-principals\/api|governance\/api)\b/i;

/** The host of the org in a text; its administrators' twin `acme-admin.okta.com` is the same org. */
export const hostIn = (text: string): string | null =>
  orgHost
    .exec(text)?.[1]
    ?.toLowerCase()
    .replace(/-admin(?=\.okta)/, '') ?? null;
