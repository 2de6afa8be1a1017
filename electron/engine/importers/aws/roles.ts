// IAM roles, who may assume them, and what lies beside them.
import type { Fields } from '#engine/importers/fields.ts';
import { blankCredential, recordedAt } from '#engine/importers/gather/blank.ts';
import type { Contribution, Share } from '#engine/importers/gather/source-object.ts';
import type { Credential } from '#shared/model/credential.ts';
import type { Delegation } from '#shared/model/delegation.ts';
import { type Fact, type Instant, unknown } from '#shared/model/fact.ts';
import type { TokenPolicy } from '#shared/model/token-policy.ts';
import type { Account } from './account.ts';
import { type AccountObject, named } from './account-object.ts';
import { accountIn, lastOf, readArn, roleRef } from './arns.ts';
import { grantsOfAlone, heldBy } from './grants.ts';
import { inlinePolicy } from './held-policies.ts';
import { outsider } from './outsiders.ts';
import { toldByTags } from './tags.ts';
import { type Trusted, trustedBy, trustsOf } from './trust.ts';

/** For so long IAM remembers that a role was used. */
const trackedMs = 400 * 24 * 3_600_000;

const nameOf = (fields: Fields): string => fields.plain('RoleName') || lastOf(readArn(fields.plain('Arn'))?.path ?? '');

const refOf = (fields: Fields, { tenantOf }: Account) =>
  roleRef(nameOf(fields), tenantOf(accountIn(fields.plain('Arn'))));

/** What of the role is kept as the record of somebody whom it trusts: the statement that does. */
function sharesOf(fields: Fields, trusted: readonly Trusted[]): readonly Share[] {
  return trusted.flatMap(({ ref, isForeign, at, statement }): readonly Share[] => {
    if (ref === null || !isForeign || statement === null) return [];
    const written = Object.fromEntries(statement.names().map((name) => [name, statement.raw(name)]));
    const raw = {
      Arn: fields.plain('Arn'),
      RoleName: nameOf(fields),
      AssumeRolePolicyDocument: { Statement: [written] },
    };
    return [{ ref, at, raw }];
  });
}

/** ListRoles, GetRole, RoleDetailList. */
export const role: AccountObject = {
  kind: 'role',
  idMember: 'Arn',
  id: (fields) => fields.plain('Arn') || fields.plain('RoleName'),
  shares: (fields, account) => [
    { ref: refOf(fields, account), at: '' },
    ...sharesOf(fields, trustedBy(fields, account.tenantOf)),
  ],
  learn(fields, account) {
    if (!trustedBy(fields, account.tenantOf).some(({ ref }) => ref === null)) return;
    account.openRoles.push({ ref: refOf(fields, account), arn: fields.plain('Arn') });
  },
  read({ fields, ref, at }, account, world) {
    const arn = fields.plain('Arn');
    const trusted = trustedBy(fields, account.tenantOf);
    if (at !== '') {
      const found = trusted.find(
        (one) => one.ref?.externalId === ref.externalId && one.ref.namespace === ref.namespace,
      );
      return { ...outsider(ref), ...(/^(?:user|role)$/.test(ref.namespace) && named(found?.text ?? '')) };
    }
    const held = heldBy(fields, ref, [], account, world);
    const from = world.idOf(ref);
    const edges = trusted.flatMap((one): readonly Delegation[] =>
      one.ref === null ? [] : [{ kind: 'impersonate', from, to: world.idOf(one.ref), scopes: ['sts:AssumeRole'] }],
    );
    const description = fields.plain('Description');
    const createdAt = recordedAt(fields.instant('CreateDate'));
    const used = lastUse(fields, createdAt, world.now);
    const isMachine = trusted.length > 0 && trusted.every((one) => /^(?:service|oidc-)/.test(one.ref?.namespace ?? ''));
    return {
      kind: isMachine ? 'workload' : 'service_account',
      vendorKind: 'IAM role',
      name: nameOf(fields),
      ...named(arn),
      aliases: [nameOf(fields), fields.plain('RoleId'), ...profilesOf(fields)],
      ...(description !== '' && { description }),
      createdAt,
      ...(used !== undefined && { lastUsedAt: used }),
      ...toldByTags(fields),
      builtIn: /^aws-(?:service-role|reserved)\//.test(readArn(arn)?.path ?? ''),
      ...(isMachine && { autonomy: 'unattended' as const }),
      credentials: [sessionCredential(used, trustsOf(fields))],
      tokenPolicy: policyOf(fields),
      grants: held.grants,
      delegations: [...edges, ...held.delegations],
    };
  },
};

/** undefined: the answer says nothing of use. An empty object says that none is remembered. */
function lastUse(fields: Fields, createdAt: Fact<Instant>, now: Instant): Fact<Instant | 'never'> | undefined {
  const use = fields.object('RoleLastUsed');
  if (use === null) return undefined;
  const at = use.instant('LastUsedDate');
  if (at !== undefined) return at;
  return typeof createdAt === 'number' && now - createdAt < trackedMs ? 'never' : unknown('window_exceeded');
}

const sessionCredential = (
  used: Fact<Instant | 'never'> | undefined,
  trusts: NonNullable<Credential['trusts']>,
): Credential => ({
  ...blankCredential,
  id: 'session',
  kind: 'federated',
  vendorKind: 'temporary credentials of AWS STS',
  expiresAt: unknown('not_recorded'),
  lastUsedAt: used ?? unknown('not_in_export'),
  ...(trusts.length > 0 && { trusts }),
});

const policyOf = (fields: Fields): TokenPolicy => ({
  accessTtl: fields.seconds('MaxSessionDuration') ?? unknown('not_in_export'),
  accessTtlFrom: 'client',
  refreshAbsolute: null,
  refreshIdle: null,
  refreshRotation: false,
  offline: false,
});

/** Machines use the role by the name of a profile. */
const profilesOf = (fields: Fields): readonly string[] =>
  fields.objects('InstanceProfileList').map((profile) => profile.plain('Arn'));

const calledRole = (fields: Fields): Contribution => ({ vendorKind: 'IAM role', name: fields.plain('RoleName') });

const ofRole = (fields: Fields, account: Account): readonly Share[] =>
  fields.plain('RoleName') === '' ? [] : [{ ref: refOf(fields, account), at: '' }];

export const rolePolicy: AccountObject = {
  kind: 'inline policy of a role',
  idMember: 'PolicyName',
  id: (fields) => `${fields.plain('RoleName')} ${fields.plain('PolicyName')}`.trim(),
  shares: ofRole,
  read: ({ fields }) => ({ ...calledRole(fields), grants: grantsOfAlone(inlinePolicy(fields), fields) }),
};

export const roleTags: AccountObject = {
  kind: 'tags of a role',
  idMember: 'RoleName',
  id: (fields) => fields.plain('RoleName'),
  shares: ofRole,
  read: ({ fields }) => ({ ...calledRole(fields), ...toldByTags(fields) }),
};

/** ListInstanceProfiles: which roles machines may be started with. */
export const instanceProfile: AccountObject = {
  kind: 'instance profile',
  idMember: 'Arn',
  id: (fields) => fields.plain('Arn'),
  shares: (fields, account) =>
    fields.objects('Roles').map((one, index) => ({
      ref: refOf(one, account),
      at: index === 0 ? '' : `.Roles[${index}]`,
    })),
  read: ({ fields, ref }) => {
    const own = fields.objects('Roles').find((one) => nameOf(one) === ref.externalId);
    return { vendorKind: 'IAM role', aliases: [fields.plain('Arn')], ...named(own?.plain('Arn') ?? '') };
  },
};
