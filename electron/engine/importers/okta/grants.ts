import type { Fields } from '#engine/importers/fields.ts';
import { type Fact, type Instant, unknown } from '#shared/model/fact.ts';
import type { Consent, Grant } from '#shared/model/grant.ts';
import { hrefsOf, refIn } from './links.ts';
import type { Contribution, OktaObject, Ref } from './okta-object.ts';

export const orUnknown = (fact: Fact<Instant | 'never'> | undefined): Fact<Instant> =>
  fact === undefined || fact === 'never' ? unknown('not_recorded') : fact;

/** What the roles and scopes of Okta's own API belong to. */
export const orgApi = 'okta';

/** Scopes of Okta's own API keep its name, whichever org they are granted on. */
const apiOf = (scope: string, resource: string): string => (scope.startsWith('okta.') ? orgApi : resource);

export const plainGrant = (id: string, resource: string, scopes: readonly string[], origin: string): Grant => ({
  id,
  resource,
  scopes: scopes.map((name) => ({ name, api: apiOf(name, resource), lastUsedAt: unknown('not_in_export') })),
  onBehalfOf: null,
  subjects: 0,
  consent: null,
  expiresAt: 'never',
  lastUsedAt: unknown('not_in_export'),
  offline: false,
  origin,
});

const isRevoked = (fields: Fields): boolean => fields.plain('status') === 'REVOKED';

/** The app of the links, else the client id that the object carries. */
const clientOf = (fields: Fields, hrefs: readonly string[]): Ref | null => {
  const linked = refIn(hrefs);
  if (linked?.namespace === 'client') return linked;
  const externalId = fields.plain('clientId');
  return externalId === '' ? null : { namespace: 'client', externalId };
};

/** The link to the app bears its label. */
function named(fields: Fields): Contribution {
  const name = fields.object('_links')?.object('app')?.plain('title') ?? '';
  return name === '' ? {} : { name };
}

const userOf = (fields: Fields): Ref | null => {
  const externalId = fields.plain('userId');
  return externalId === '' ? null : { namespace: 'user', externalId };
};

/** One object for one scope that an administrator or a user granted to an app. */
export const scopeGrant: OktaObject = {
  kind: 'scope grant',
  members: ['scopeId', 'id'],
  isIt: (fields) => fields.plain('clientId') !== '' || fields.raw('issuer') !== undefined,
  owner: (fields, asked) => clientOf(fields, hrefsOf(fields, asked)),
  read({ fields, ref }, org) {
    // A grant that was taken back grants nothing.
    if (isRevoked(fields)) return {};
    const user = fields.plain('source') === 'END_USER' ? userOf(fields) : null;
    const scope = fields.plain('scopeId');
    const grant = plainGrant(fields.plain('id'), fields.plain('issuer') || orgApi, [scope], 'administrator’s grant');
    const consent: Consent = {
      id: grant.id,
      status: 'live',
      givenAt: orUnknown(fields.instant('created')),
      expiresAt: 'never',
      purpose: unknown('not_recorded'),
    };
    const offline = scope === 'offline_access';
    if (user === null) return { ...named(fields), grants: [{ ...grant, consent, offline }] };
    const onBehalfOf = org.idOf(user);
    return {
      ...named(fields),
      grants: [{ ...grant, onBehalfOf, subjects: 1, consent, offline, origin: 'user’s consent' }],
      delegations: [{ kind: 'acts_for', from: onBehalfOf, to: org.idOf(ref), scopes: [scope] }],
    };
  },
};

export const refreshToken: OktaObject = {
  kind: 'refresh token',
  members: ['scopes', 'issuer', 'clientId', 'id'],
  owner: (fields, asked) => clientOf(fields, hrefsOf(fields, asked)),
  read({ fields, ref }, org): Contribution {
    if (isRevoked(fields)) return {};
    const user = userOf(fields);
    const scopes = fields.texts('scopes') ?? [];
    const grant: Grant = {
      ...plainGrant(fields.plain('id'), fields.plain('issuer'), scopes, 'refresh token'),
      expiresAt: fields.instant('expiresAt') ?? unknown('not_recorded'),
      // Okta records when a refresh token changed, not when it was used.
      lastUsedAt: unknown('not_recorded'),
      offline: true,
    };
    if (user === null) return { ...named(fields), grants: [grant] };
    const onBehalfOf = org.idOf(user);
    return {
      ...named(fields),
      grants: [{ ...grant, onBehalfOf, subjects: 1 }],
      delegations: [{ kind: 'acts_for', from: onBehalfOf, to: org.idOf(ref), scopes }],
    };
  },
};

/** An administrator's role that a client or a user holds. */
export const adminRole: OktaObject = {
  kind: 'role',
  members: ['assignmentType', 'type', 'id'],
  owner: (fields, asked) => refIn(hrefsOf(fields, asked)),
  read({ fields }) {
    if (fields.plain('status') === 'INACTIVE') return {};
    const type = fields.plain('type');
    const name = type === 'CUSTOM' ? fields.plain('role') || fields.plain('label') : type;
    const grant = plainGrant(fields.plain('id'), fields.plain('resource-set') || orgApi, [name], 'administrator role');
    return { grants: [{ ...grant, scopes: grant.scopes.map((scope) => ({ ...scope, api: orgApi })) }] };
  },
};

/** Okta writes one object for each scope: those of one consent, given at one time, are one grant. */
export function joinGrants(grants: readonly Grant[]): readonly Grant[] {
  const joined = new Map<string, Grant>();
  for (const grant of grants) {
    const { id, resource, onBehalfOf, origin, consent } = grant;
    const key = consent === null ? id : JSON.stringify([resource, onBehalfOf, origin, consent.givenAt]);
    const other = consent === null ? undefined : joined.get(key);
    joined.set(key, other === undefined ? grant : withScopesOf(other, grant));
  }
  return [...joined.values()];
}

function withScopesOf(grant: Grant, other: Grant): Grant {
  const names = new Set(grant.scopes.map(({ name }) => name));
  const scopes = [...grant.scopes, ...other.scopes.filter(({ name }) => !names.has(name))];
  return { ...grant, scopes, offline: grant.offline || other.offline };
}
