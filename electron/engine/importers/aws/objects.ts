import type { Fields } from '#engine/importers/fields.ts';
import type { Vendored } from '#engine/importers/gather/source-object.ts';
import type { Account } from './account.ts';
import type { AccountObject } from './account-object.ts';
import { readArn } from './arns.ts';
import { finding } from './findings.ts';
import { entityLastAccessed, serviceLastAccessed } from './last-accessed.ts';
import { managedPolicy, policyVersion } from './managed-policies.ts';
import { provider } from './providers.ts';
import { reportRow } from './report.ts';
import { instanceProfile, role, rolePolicy, roleTags } from './roles.ts';
import { secret } from './secrets.ts';
import {
  accessKeyObject, accessKeyUse, certificate, group, groupsOfUser, loginProfile, mfaDevice, serviceCredential, sshKey, user,
  userPolicy, userTags,
} from './users.ts'; // biome-ignore format: a list of words

interface Shape {
  readonly object: AccountObject;
  /** An object that has all of these is one; the first that fits counts. */
  readonly members: readonly string[];
}

export const shapes: readonly Shape[] = [
  { object: reportRow, members: ['user', 'arn', 'user_creation_time'] },
  { object: accessKeyUse, members: ['AccessKeyLastUsed'] },
  { object: accessKeyObject, members: ['AccessKeyId'] },
  { object: serviceCredential, members: ['ServiceSpecificCredentialId'] },
  { object: sshKey, members: ['SSHPublicKeyId'] },
  { object: certificate, members: ['CertificateId'] },
  { object: mfaDevice, members: ['SerialNumber'] },
  { object: serviceLastAccessed, members: ['ServiceNamespace', 'ServiceName'] },
  { object: entityLastAccessed, members: ['EntityInfo'] },
  { object: instanceProfile, members: ['InstanceProfileId'] },
  { object: policyVersion, members: ['VersionId', 'Document'] },
  { object: managedPolicy, members: ['PolicyId', 'PolicyName'] },
  { object: userPolicy, members: ['UserName', 'PolicyDocument'] },
  { object: rolePolicy, members: ['RoleName', 'PolicyDocument'] },
  { object: user, members: ['UserName', 'UserId'] },
  { object: role, members: ['RoleName', 'RoleId'] },
  { object: group, members: ['GroupName', 'GroupId'] },
  { object: groupsOfUser, members: ['UserName', 'Groups'] },
  { object: userTags, members: ['UserName', 'Tags'] },
  { object: roleTags, members: ['RoleName', 'Tags'] },
  { object: provider, members: ['ClientIDList', 'Url'] },
  { object: provider, members: ['SAMLMetadataDocument', 'SAMLProviderArn'] },
  { object: secret, members: ['ARN', 'Name'] },
  { object: finding, members: ['ProductArn', 'SchemaVersion'] },
  { object: finding, members: ['schemaVersion', 'resource', 'type'] },
  { object: loginProfile, members: ['UserName', 'CreateDate'] },
];

const isProvider = (fields: Fields): boolean => {
  const type = readArn(fields.plain('Arn') || fields.plain('OpenIDConnectProviderArn'))?.type;
  return type === 'oidc-provider' || type === 'saml-provider';
};

const kept = new Set(
  ['SummaryMap', 'PasswordPolicy', 'AccountAliases', 'PolicyNames', 'PoliciesGrantingServiceAccess', 'ServerCertificateId', 'Tags',
  'AttachedPolicies', 'AccessDetails', 'PolicyGroups', 'GroupName', 'JobId', 'ContextKeyNames', 'EvaluationResults', 'State'],
); // biome-ignore format: a list of words

/** Answers that speak of the account as a whole, or that name nobody: kept as records, and counted. */
const other: AccountObject = {
  kind: 'answer',
  idMember: '',
  id: (fields) => fields.record,
  shares(fields, { others }) {
    const name = fields.names().find((one) => kept.has(one)) ?? '';
    others.set(name, (others.get(name) ?? 0) + 1);
    return [];
  },
};

function tell(fields: Fields): AccountObject | null {
  const names = new Set(fields.names());
  if (isProvider(fields)) return provider;
  const shape = shapes.find(({ members }) => members.every((member) => names.has(member)));
  return shape?.object ?? (fields.names().some((name) => kept.has(name)) ? other : null);
}

/** Those that speak for an identity first are listed first. */
const ordered = [...new Set([user, reportRow, role, ...shapes.map(({ object }) => object), other])];

export const accountObjects: Vendored<Account> = {
  objects: ordered,
  tell,
  remarks({ others, denials, unclear, budget }, world) {
    for (const [name, count] of others) {
      const message = `answers with ${name} speak of no identity, or do not say of which: ${count} kept as records`;
      world.remark('import.skipped', '', message);
    }
    if (budget.left <= 0) {
      const message = 'the file holds more patterns than can be compared: not all limits were taken off the grants';
      world.remark('import.guessed', '', message);
    }
    if (denials > 0) {
      const message = `statements that deny on conditions or for some resources only, ${denials}: not taken off the grants`;
      world.remark('import.skipped', '', message);
    }
    if (unclear.size > 0) {
      const names = [...unclear].slice(0, 5).join(', ') + (unclear.size > 5 ? ' …' : '');
      const message = `users of whom nothing says that they sign in were taken for machines, ${unclear.size}: ${names}`;
      world.remark('import.guessed', '', message);
    }
  },
};
