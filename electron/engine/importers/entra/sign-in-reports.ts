// Usage and insights: when a service principal and each of its credentials were used last.
import type { Fields } from '#engine/importers/fields.ts';
import { blankCredential, isOver, recordedAt } from '#engine/importers/gather/blank.ts';
import type { SourceObject } from '#engine/importers/gather/source-object.ts';
import type { Credential } from '#shared/model/credential.ts';
import { type Fact, type Instant, unknown } from '#shared/model/fact.ts';
import { appRef, type Directory, idIn } from './directory.ts';

const signInOf = (fields: Fields, name: string): Fact<Instant | 'never'> | undefined =>
  fields.object(name)?.instant('lastSignInDateTime');

const asClient = ['applicationAuthenticationClientSignInActivity', 'delegatedClientSignInActivity'];

/** Being called as an API is no use of the identity: where both are told, only what it did as a client counts. */
function lastUse(fields: Fields): Fact<Instant | 'never'> {
  const times = asClient.map((name) => signInOf(fields, name)).filter((at) => typeof at === 'number');
  return times.length > 0 ? Math.max(...times) : (signInOf(fields, 'lastSignInActivity') ?? unknown('not_recorded'));
}

export const signInReport: SourceObject<Directory> = {
  kind: 'sign-in activity',
  idMember: 'appId',
  id: (fields) => idIn(fields, 'appId'),
  shares: (fields) => [{ ref: appRef(idIn(fields, 'appId')), at: '' }],
  read: ({ fields }) => ({
    ...(fields.plain('appDisplayName') !== '' && { name: fields.plain('appDisplayName') }),
    lastUsedAt: lastUse(fields),
  }),
};

export const credentialReport: SourceObject<Directory> = {
  kind: 'credential sign-in activity',
  idMember: 'appId',
  id: (fields) =>
    idIn(fields, 'appId') === ''
      ? ''
      : [idIn(fields, 'appId'), idIn(fields, 'keyId'), idIn(fields, 'resourceId')].join(' ').trim(),
  shares: (fields) => [{ ref: appRef(idIn(fields, 'appId')), at: '' }],
  learn(fields, { credentialUse, appOf }) {
    const [key, appId] = [idIn(fields, 'keyId'), idIn(fields, 'appId')];
    for (const id of [idIn(fields, 'appObjectId'), idIn(fields, 'servicePrincipalObjectId')])
      if (id !== '' && !appOf.has(id)) appOf.set(id, appId);
    const at = signInOf(fields, 'signInActivity');
    const before = credentialUse.get(key)?.lastUsedAt;
    if (at === undefined || (typeof before === 'number' && typeof at === 'number' && before >= at)) return;
    credentialUse.set(key, { lastUsedAt: at });
  },
  read({ fields }, { credentialUse }, world) {
    const key = idIn(fields, 'keyId');
    const lastUsedAt = credentialUse.get(key)?.lastUsedAt ?? unknown('not_recorded');
    const expiresAt = fields.instant('expirationDateTime') ?? unknown('not_in_export');
    const isCertificate = /certificate/i.test(fields.plain('keyType'));
    const credential: Credential = {
      ...blankCredential,
      id: key,
      kind: isCertificate ? 'private_key_jwt' : 'client_secret',
      vendorKind: fields.plain('keyType') || 'credential',
      status: isOver(expiresAt, world.now) ? 'expired' : 'active',
      createdAt: recordedAt(fields.instant('createdDateTime')),
      expiresAt,
      lastUsedAt,
    };
    const aliases = [idIn(fields, 'appObjectId'), idIn(fields, 'servicePrincipalObjectId')];
    const signs = /^sign$/i.test(fields.plain('keyUsage'));
    return {
      ...(key !== '' && !signs && { standing: 'standing' as const }),
      aliases,
      lastUsedAt,
      credentials: key === '' || signs ? [] : [credential],
    };
  },
};
