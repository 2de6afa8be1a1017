// What the answers of one Vault tell each other.

import type { Ref } from '#engine/importers/gather/source-object.ts';
import type { Asked } from '#engine/importers/json-record.ts';
import type { IdentityKind } from '#shared/model/identity.ts';
import type { Rule } from './policy-text.ts';

export interface Cluster {
  /** By the policy's name; null: it could not be read. */
  readonly policies: Map<string, readonly Rule[] | null>;
  /** Names of policies that somebody holds and the file does not show. */
  readonly missing: Set<string>;
  readonly others: Map<string, number>;
  /** The file's name without its ending, for an answer whose path nobody wrote down. */
  readonly stem: string;
}

export const emptyCluster = (stem: string): Cluster => ({
  policies: new Map(),
  missing: new Set(),
  others: new Map(),
  stem,
});

/** `https://vault:8200/v1/auth/approle/role/orders?list=true` → `auth/approle/role/orders`; '' where nobody says. */
export const pathOf = (asked: Asked | undefined): string =>
  (asked?.url ?? '')
    .replace(/[?#].*$/s, '')
    .replace(/^[a-z]+:\/\/[^/]*/i, '')
    .replace(/^\/*(?:v1\/)?/, '')
    .replace(/\/+$/, '');

/** Where a role or a user of an auth method is configured, and what of it was asked for. */
export interface Place {
  /** `auth/approle/role/orders` */
  readonly base: string;
  readonly section: string;
  readonly name: string;
  /** `role-id`, `secret-id`, … */
  readonly part: string;
}

const place = /^(auth\/(.+?)\/(role|roles|users|user|groups|group|certs)\/([^/]+))(?:\/(.+))?$/;

export function placeOf(asked: Asked | undefined): Place | null {
  const [, base = '', , section = '', name = '', part = ''] = place.exec(pathOf(asked)) ?? [];
  return base === '' ? null : { base, section, name, part };
}

export const tokenRef = (accessor: string): Ref => ({ namespace: 'token', externalId: accessor, kind: 'api_key' });
export const entityRef = (id: string, kind: IdentityKind = 'service_account'): Ref => ({
  namespace: 'entity',
  externalId: id,
  kind,
});
/** Roles, users and groups of auth methods by the path of their configuration. */
export const roleRef = (base: string, kind: IdentityKind = 'service_account'): Ref => ({
  namespace: 'role',
  externalId: base,
  kind,
});

/** Auth methods that people log in with. */
const peoples = new Set(['userpass', 'ldap', 'oidc', 'okta', 'github', 'radius', 'kerberos', 'saml']);
export const isForPeople = (method: string): boolean => peoples.has(method.replace(/^ns_/, ''));
