// People and machine users, in both versions of the API.
import type { Fields } from '#engine/importers/fields.ts';
import { blankCredential, recordedAt } from '#engine/importers/gather/blank.ts';
import type { SourceObject } from '#engine/importers/gather/source-object.ts';
import type { Credential } from '#shared/model/credential.ts';
import { unknown } from '#shared/model/fact.ts';
import { firstLifetimes, type Instance, ownersOf, statusOf, timesOf, userRef } from './instance.ts';

export const userIdOf = (user: Fields): string => user.plain('userId') || user.plain('id');

const isHuman = (user: Fields): boolean => user.raw('human') !== undefined;

function credentialsOf(machine: Fields): readonly Credential[] {
  if (!machine.isTrue('hasSecret')) return [];
  return [
    {
      ...blankCredential,
      id: 'secret',
      kind: 'client_secret',
      vendorKind: 'machine user secret',
      // It stays until somebody makes another one.
      expiresAt: 'never',
      lastUsedAt: unknown('not_recorded'),
    },
  ];
}

const nameOfHuman = (human: Fields): string => {
  const profile = human.object('profile');
  const parts = ['givenName', 'firstName', 'familyName', 'lastName'].map((name) => profile?.plain(name) ?? '');
  return profile?.plain('displayName') || parts.filter((part) => part !== '').join(' ');
};

export const user: SourceObject<Instance> = {
  kind: 'user',
  idMember: 'userId',
  id: userIdOf,
  shares: (fields) => [{ ref: userRef(userIdOf(fields), isHuman(fields) ? 'human' : 'service_account'), at: '' }],
  read({ fields, ref }, { lifetimes }) {
    const userName = fields.plain('username') || fields.plain('userName');
    const common = {
      // Others may have named the user before it was known what it is.
      kind: isHuman(fields) ? ('human' as const) : ('service_account' as const),
      status: statusOf(fields),
      createdAt: recordedAt(timesOf(fields)),
      // Only events know when somebody was last there.
      lastUsedAt: unknown('not_recorded'),
    };
    const logins = [userName, ...(fields.texts('loginNames') ?? []), fields.plain('preferredLoginName')];
    const human = fields.object('human');
    if (human !== null || isHuman(fields)) {
      const email = human?.object('email')?.plain('email') ?? '';
      const name = (human === null ? '' : nameOfHuman(human)) || userName || ref.externalId;
      return {
        ...common,
        vendorKind: 'human user',
        name,
        aliases: [...logins, email],
        owners: unknown('not_recorded'),
      };
    }
    const machine = fields.object('machine');
    const type = machine?.plain('accessTokenType') ?? '';
    const { access } = lifetimes ?? firstLifetimes;
    return {
      ...common,
      vendorKind: 'machine user',
      name: machine?.plain('name') || userName || ref.externalId,
      aliases: logins,
      description: [
        machine?.plain('description') ?? '',
        type === '' ? '' : `access tokens: ${type.replace(/^.*TYPE_/, '')}`,
      ]
        .filter((part) => part !== '')
        .join('; '),
      owners: ownersOf(fields),
      autonomy: 'unattended',
      credentials: machine === null ? [] : credentialsOf(machine),
      tokenPolicy: {
        accessTtl: access,
        accessTtlFrom: lifetimes === null ? 'vendor_default' : 'tenant',
        refreshAbsolute: null,
        refreshIdle: null,
        refreshRotation: false,
        offline: false,
      },
    };
  },
};
