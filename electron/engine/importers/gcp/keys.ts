// Keys of service accounts, and when they and their accounts last authenticated.
import type { Fields } from '#engine/importers/fields.ts';
import { isOver, recordedAt } from '#engine/importers/gather/blank.ts';
import type { SourceObject } from '#engine/importers/gather/source-object.ts';
import type { Credential } from '#shared/model/credential.ts';
import { type Fact, type Instant, unknown } from '#shared/model/fact.ts';
import { commonOf } from './accounts.ts';
import { addressOf, assetName, type Cloud, dataOf } from './cloud.ts';
import { type AccountName, accountNamed } from './names.ts';
import { accountRef } from './principals.ts';

/** The name of the data says the address, where that of the asset says the account's number. */
function keyNamed(fields: Fields): AccountName | null {
  const own = accountNamed(dataOf(fields).plain('name'));
  return own !== null && own.key !== '' ? own : accountNamed(assetName(fields));
}

const keyOfUse = (address: string, key: string): string => `${address} ${key}`;

export const key: SourceObject<Cloud> = {
  kind: 'service account key',
  idMember: 'name',
  id(fields) {
    const named = keyNamed(fields);
    return named === null || named.key === '' ? '' : keyOfUse(named.account, named.key);
  },
  shares(fields, cloud) {
    const named = keyNamed(fields);
    return named === null ? [] : [{ ref: accountRef(addressOf(named.account, cloud), cloud.tenantOf), at: '' }];
  },
  learn(fields, cloud) {
    const named = keyNamed(fields);
    if (named?.account.includes('@') === true) cloud.accounts.add(named.account);
  },
  read({ fields, ref }, { keyUses }, world) {
    const data = dataOf(fields);
    const id = keyNamed(fields)?.key ?? '';
    const [type, origin] = [data.plain('keyType'), data.plain('keyOrigin')];
    const createdAt = recordedAt(data.instant('validAfterTime'));
    const expiresAt = data.instant('validBeforeTime') ?? unknown('not_in_export');
    const disabled = data.isTrue('disabled');
    // Google makes these, renews them every two weeks, and lets nobody have them.
    const isGoogles = type === 'SYSTEM_MANAGED';
    const credential: Credential = {
      id,
      kind: isGoogles ? 'federated' : 'private_key_jwt',
      vendorKind: [type, origin].filter((word) => word !== '').join(' ') || 'service account key',
      status: disabled ? 'disabled' : isOver(expiresAt, world.now) ? 'expired' : 'active',
      fingerprint: unknown('not_in_export'),
      createdAt,
      rotatedAt: createdAt,
      expiresAt,
      lastUsedAt: keyUses.get(keyOfUse(ref.externalId, id)) ?? unknown('not_in_export'),
      binding: 'none',
    };
    // Only the answer that made the key holds its private half: whoever has this file has the key.
    const leaked = data.raw('privateKeyData') !== undefined;
    return { ...commonOf(ref.externalId), credentials: [credential], ...(leaked && { leaked }) };
  },
};

/** No time: nobody authenticated in the days that were looked at, which says nothing of those before. */
const usedAt = (fields: Fields): Fact<Instant | 'never'> =>
  fields.object('activity')?.instant('lastAuthenticatedTime') ?? unknown('window_exceeded');

/** Policy Analyzer: `serviceAccountLastAuthentication` and `serviceAccountKeyLastAuthentication`. */
export const activity: SourceObject<Cloud> = {
  kind: 'activity',
  idMember: 'fullResourceName',
  id: (fields) =>
    accountNamed(fields.plain('fullResourceName')) === null
      ? ''
      : `${fields.plain('activityType')} ${fields.plain('fullResourceName')}`,
  shares(fields, cloud) {
    const named = accountNamed(fields.plain('fullResourceName'));
    return named === null ? [] : [{ ref: accountRef(addressOf(named.account, cloud), cloud.tenantOf), at: '' }];
  },
  learn(fields, cloud) {
    const named = accountNamed(fields.plain('fullResourceName'));
    if (named === null || named.key === '') return;
    cloud.keyUses.set(keyOfUse(addressOf(named.account, cloud), named.key), usedAt(fields));
  },
  read({ fields, ref }, { keyUses }) {
    const common = commonOf(ref.externalId);
    const id = accountNamed(fields.plain('fullResourceName'))?.key ?? '';
    if (id === '') {
      const unique = fields.object('activity')?.object('serviceAccount')?.plain('serviceAccountId') ?? '';
      return { ...common, aliases: [unique], lastUsedAt: usedAt(fields) };
    }
    const credential: Credential = {
      id,
      kind: 'private_key_jwt',
      vendorKind: 'service account key',
      status: 'active',
      fingerprint: unknown('not_in_export'),
      createdAt: unknown('not_in_export'),
      rotatedAt: unknown('not_in_export'),
      expiresAt: unknown('not_in_export'),
      lastUsedAt: keyUses.get(keyOfUse(ref.externalId, id)) ?? usedAt(fields),
      binding: 'none',
    };
    return { ...common, credentials: [credential] };
  },
};
