import type { Fields } from '#engine/importers/fields.ts';
import { jwkThumbprint } from '#engine/importers/jwk-thumbprint.ts';
import type { Binding, Credential } from '#shared/model/credential.ts';
import { type Fact, isUnknown, unknown } from '#shared/model/fact.ts';
import { orUnknown } from './grants.ts';
import { hrefsOf, refIn } from './links.ts';
import type { OktaObject, Org } from './okta-object.ts';

export const noCredential: Omit<Credential, 'id' | 'kind' | 'vendorKind'> = {
  status: 'active',
  fingerprint: unknown('not_in_export'),
  createdAt: unknown('not_in_export'),
  rotatedAt: unknown('not_in_export'),
  expiresAt: unknown('not_in_export'),
  lastUsedAt: unknown('not_in_export'),
  binding: 'none',
};

/** One of the two secrets that a client may have; Okta's secrets have no end. */
export const clientSecret: OktaObject = {
  kind: 'client secret',
  members: ['secret_hash', 'id'],
  owner: (fields, asked) => refIn(hrefsOf(fields, asked)),
  read({ fields, fingerprints }) {
    const createdAt = orUnknown(fields.instant('created'));
    const credential: Credential = {
      ...noCredential,
      id: fields.plain('id'),
      kind: 'client_secret',
      vendorKind: 'client_secret',
      status: fields.plain('status') === 'INACTIVE' ? 'disabled' : 'active',
      fingerprint: fingerprints.get('client_secret') ?? unknown('not_in_export'),
      createdAt,
      rotatedAt: createdAt,
      expiresAt: 'never',
    };
    return { credentials: [credential] };
  },
};

/** A public key of a client or an agent. A key that encrypts authenticates nobody. */
export function keyCredential(key: Fields, org: Pick<Org, 'sha256'>, binding: Binding): readonly Credential[] {
  if (key.plain('use') === 'enc') return [];
  const createdAt = key.instant('created');
  const fingerprint = jwkThumbprint(key, org.sha256);
  const made = createdAt === undefined ? unknown('not_in_export') : orUnknown(createdAt);
  return [
    {
      ...noCredential,
      id: key.plain('id') || key.plain('kid') || (isUnknown(fingerprint) ? 'key' : fingerprint),
      kind: 'private_key_jwt',
      vendorKind: 'private_key_jwt',
      status: key.plain('status') === 'INACTIVE' ? 'disabled' : 'active',
      fingerprint,
      createdAt: made,
      rotatedAt: made,
      expiresAt: key.instant('expiresAt') ?? 'never',
      binding,
    },
  ];
}

export const clientKey: OktaObject = {
  kind: 'client key',
  members: ['kty', 'kid'],
  // Without a link it is one of the keys that the org itself signs with.
  isIt: (fields) => fields.raw('_links') !== undefined || fields.plain('status') !== '',
  owner: (fields, asked) => refIn(hrefsOf(fields, asked)),
  read: ({ fields }, org) => ({ credentials: keyCredential(fields, org, 'none') }),
};

const keysOf = (fields: Fields): readonly Fields[] => fields.object('jwks')?.objects('keys') ?? [];

/** All keys of a client in one answer. */
export const keySet: OktaObject = {
  kind: 'key set',
  members: ['jwks'],
  isIt: (fields) => fields.names().every((name) => name === 'jwks' || name === '_links'),
  owner: (fields, asked) => refIn([...keysOf(fields).flatMap((key) => hrefsOf(key)), ...hrefsOf(fields, asked)]),
  read: ({ fields }, org) => ({ credentials: keysOf(fields).flatMap((key) => keyCredential(key, org, 'none')) }),
};

export const passwordCredential = (vendorKind: string, id = 'password'): Credential => ({
  ...noCredential,
  id,
  kind: 'password',
  vendorKind,
});

export const fingerprintAt = (fingerprints: ReadonlyMap<string, Fact<string>>, path: string): Fact<string> =>
  fingerprints.get(path) ?? unknown('not_in_export');
