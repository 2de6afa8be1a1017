// SPIFFE IDs, and the members that hold them: texts, or objects of trust domain and path (spire.api.types.SPIFFEID).
import { type Fields, isObject } from '#engine/importers/fields.ts';
import type { Ref } from '#engine/importers/gather/source-object.ts';

/** protobuf writes its names with underscores, or as JSON likes them. */
export function named(fields: Fields, name: string): string {
  const camel = name.replace(/_([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase());
  return fields.raw(name) === undefined && fields.raw(camel) !== undefined ? camel : name;
}

/** `spiffe://domain/path`; '' where there is none. */
export function spiffeIdIn(fields: Fields, name: string): string {
  const member = named(fields, name);
  if (!isObject(fields.raw(member))) return fields.plain(member).trim();
  const parts = fields.object(member);
  if (parts === null) return '';
  const domain = parts.plain(named(parts, 'trust_domain'));
  return domain === '' ? '' : `spiffe://${domain}${parts.plain('path')}`;
}

const form = /^spiffe:\/\/([^/?#\s]+)(\/[^?#\s]*)?$/;

/** The trust domain of a SPIFFE ID; '' where it is none. */
export const trustDomainOf = (id: string): string => form.exec(id)?.[1] ?? '';

/** What people call it: its path. */
export const nameOf = (id: string): string => form.exec(id)?.[2]?.slice(1) || id;

/** Whatever file speaks of a SPIFFE ID speaks of the same identity: to others it is nothing else. */
export const spiffeRef = (id: string): Ref => ({ namespace: 'spiffe-id', externalId: id, kind: 'workload' });

/** The server's own (SPIRE, "Reserved SPIFFE IDs"). */
export const isServer = (id: string): boolean => /^spiffe:\/\/[^/]+\/spire\/server$/.test(id);
