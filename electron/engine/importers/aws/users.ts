// IAM users, and what lies beside them in an account: keys, passwords, groups, policies of their own.
import type { Fields } from '#engine/importers/fields.ts';
import { recordedAt } from '#engine/importers/gather/blank.ts';
import type { Contribution } from '#engine/importers/gather/source-object.ts';
import { unknown } from '#shared/model/fact.ts';
import { type Account, joinGroup, nameKey } from './account.ts';
import { type AccountObject, named, ofUser } from './account-object.ts';
import { lastOf, readArn } from './arns.ts';
import { accessKey, certificateOf, keyUse, password, serviceCredentialOf, sshKeyOf } from './credentials.ts';
import { grantsOfAlone, heldBy } from './grants.ts';
import { inlinePolicy } from './held-policies.ts';
import { textsOf } from './policies.ts';
import { toldByTags } from './tags.ts';

const groupsOf = (fields: Fields, { memberships }: Account): readonly string[] => [
  ...new Set([...textsOf(fields, 'GroupList'), ...(memberships.get(nameKey(fields.plain('Arn'))) ?? [])]),
];

/** Only people sign in with a password, are called by their mail address, or may change their password. */
function isPerson(fields: Fields): boolean {
  const mayChange = fields
    .objects('AttachedManagedPolicies')
    .some((policy) => policy.plain('PolicyName') === 'IAMUserChangePassword');
  return fields.raw('PasswordLastUsed') !== undefined || fields.plain('UserName').includes('@') || mayChange;
}

/** ListUsers, GetUser, UserDetailList. */
export const user: AccountObject = {
  kind: 'user',
  idMember: 'Arn',
  id: (fields) => fields.plain('Arn') || fields.plain('UserName'),
  shares: ofUser,
  read({ fields, ref }, account, world) {
    const [arn, name] = [fields.plain('Arn'), fields.plain('UserName')];
    const signsIn = fields.raw('PasswordLastUsed') !== undefined;
    const isHuman = isPerson(fields);
    if (!isHuman) account.unclear.add(name);
    const used = fields.instant('PasswordLastUsed');
    return {
      kind: isHuman ? 'human' : 'service_account',
      vendorKind: 'IAM user',
      name: name || lastOf(readArn(arn)?.path ?? ''),
      ...named(arn),
      aliases: [name, fields.plain('UserId')],
      createdAt: recordedAt(fields.instant('CreateDate')),
      ...(used !== undefined && { lastUsedAt: used }),
      ...toldByTags(fields),
      credentials: signsIn ? [password({ lastUsedAt: used ?? unknown('not_in_export') })] : [],
      ...heldBy(fields, ref, groupsOf(fields, account), account, world),
    };
  },
};

export const group: AccountObject = {
  kind: 'group',
  idMember: 'Arn',
  id: (fields) => fields.plain('Arn'),
  shares: () => [],
  learn(fields, account, again) {
    const key = nameKey(fields.plain('Arn'), fields.plain('GroupName'));
    if (!account.groups.has(key) || hasPolicies(fields)) account.groups.set(key, again);
    for (const member of textsOf(fields, 'MemberArns')) joinGroup(account, nameKey(member), fields.plain('GroupName'));
  },
};

const hasPolicies = (fields: Fields): boolean =>
  fields.raw('GroupPolicyList') !== undefined || fields.raw('AttachedManagedPolicies') !== undefined;

/** ListAccessKeys, and what CreateAccessKey answers. */
export const accessKeyObject: AccountObject = {
  kind: 'access key',
  idMember: 'AccessKeyId',
  id: (fields) => fields.plain('AccessKeyId'),
  shares: ofUser,
  read({ fields }, { keyUses }) {
    const id = fields.plain('AccessKeyId');
    const createdAt = recordedAt(fields.instant('CreateDate'));
    const used = keyUses.get(id);
    const isActive = fields.plain('Status').toLowerCase() !== 'inactive';
    return {
      ...userCalled(fields),
      aliases: [id],
      ...(typeof used === 'number' && { lastUsedAt: used }),
      credentials: [
        accessKey(
          createdAt,
          isActive,
          `access key ${id}`,
          used === undefined ? unknown('not_in_export') : keyUse(used, createdAt),
        ),
      ],
    };
  },
};

/** GetAccessKeyLastUsed names the user; the key only where the request is kept too. */
export const accessKeyUse: AccountObject = {
  kind: 'access key use',
  idMember: 'UserName',
  id: (fields) => fields.plain('AccessKeyId') || fields.plain('UserName'),
  shares: ofUser,
  learn(fields, { keyUses }) {
    const use = fields.object('AccessKeyLastUsed')?.instant('LastUsedDate') ?? 'never';
    if (fields.plain('AccessKeyId') !== '') keyUses.set(fields.plain('AccessKeyId'), use);
  },
  read({ fields }) {
    const used = fields.object('AccessKeyLastUsed')?.instant('LastUsedDate');
    return {
      ...userCalled(fields),
      aliases: [fields.plain('AccessKeyId')],
      ...(typeof used === 'number' && { lastUsedAt: used }),
    };
  },
};

const userCalled = (fields: Fields): Contribution => ({
  vendorKind: 'IAM user',
  name: fields.plain('UserName'),
});

const part = (kind: string, idMember: string, read: (fields: Fields, now: number) => Contribution): AccountObject => ({
  kind,
  idMember,
  id: (fields) => (fields.plain(idMember) === '' ? '' : `${fields.plain(idMember)} ${fields.plain('UserName')}`.trim()),
  shares: ofUser,
  read: ({ fields }, _account, { now }) => ({ ...userCalled(fields), ...read(fields, now) }),
});

export const serviceCredential = part('service-specific credential', 'ServiceSpecificCredentialId', (fields, now) => ({
  aliases: [fields.plain('ServiceUserName')],
  credentials: [serviceCredentialOf(fields, now)],
}));
export const sshKey = part('SSH public key', 'SSHPublicKeyId', (fields) => ({ credentials: [sshKeyOf(fields)] }));
export const certificate = part('signing certificate', 'CertificateId', (fields) => ({
  credentials: [certificateOf(fields)],
}));
/** Whoever carries a device is a person, or signs in as one. */
export const mfaDevice = part('MFA device', 'SerialNumber', () => ({}));
export const loginProfile = part('login profile', 'UserName', (fields) => ({
  kind: 'human',
  credentials: [password({ createdAt: recordedAt(fields.instant('CreateDate')) })],
}));
export const userTags = part('tags of a user', 'UserName', toldByTags);

/** ListGroupsForUser, with the request. */
export const groupsOfUser: AccountObject = {
  kind: 'groups of a user',
  idMember: 'UserName',
  id: (fields) => fields.plain('UserName'),
  shares: ofUser,
  learn(fields, account) {
    for (const one of fields.objects('Groups')) {
      joinGroup(account, nameKey(one.plain('Arn'), fields.plain('UserName')), one.plain('GroupName'));
    }
  },
  read: ({ fields }) => userCalled(fields),
};

export const userPolicy: AccountObject = {
  kind: 'inline policy of a user',
  idMember: 'PolicyName',
  id: (fields) => `${fields.plain('UserName')} ${fields.plain('PolicyName')}`.trim(),
  shares: ofUser,
  read: ({ fields }) => ({ ...userCalled(fields), grants: grantsOfAlone(inlinePolicy(fields), fields) }),
};
