// Rows of the credential report (IAM user guide, "Getting credential reports").
import type { Fields } from '#engine/importers/fields.ts';
import { recordedAt } from '#engine/importers/gather/blank.ts';
import type { Credential } from '#shared/model/credential.ts';
import type { Fact, Instant } from '#shared/model/fact.ts';
import { unknown } from '#shared/model/fact.ts';
import { type AccountObject, named, ofArn } from './account-object.ts';
import { accessKey, keyUse, latestUse, password, passwordUse, signingCertificate } from './credentials.ts';

/** As the report names them; a report that was cut into several files has them only in the first. */
export const reportColumns = [
  'user', 'arn', 'user_creation_time', 'password_enabled', 'password_last_used', 'password_last_changed',
  'password_next_rotation', 'mfa_active', 'access_key_1_active', 'access_key_1_last_rotated', 'access_key_1_last_used_date',
  'access_key_1_last_used_region', 'access_key_1_last_used_service', 'access_key_2_active', 'access_key_2_last_rotated',
  'access_key_2_last_used_date', 'access_key_2_last_used_region', 'access_key_2_last_used_service', 'cert_1_active',
  'cert_1_last_rotated', 'cert_2_active', 'cert_2_last_rotated', 'additional_credentials_info',
] as const; // biome-ignore format: a list of words

const isOn = (row: Fields, column: string): boolean => row.plain(column).toLowerCase() === 'true';

/** Whether there is one: a key that was never made has no date. */
function keysOf(row: Fields): readonly Credential[] {
  return [1, 2].flatMap((slot): readonly Credential[] => {
    const made = row.instant(`access_key_${slot}_last_rotated`);
    const isActive = isOn(row, `access_key_${slot}_active`);
    if (!isActive && typeof made !== 'number') return [];
    const createdAt = recordedAt(made);
    const used = keyUse(row.instant(`access_key_${slot}_last_used_date`), createdAt);
    return [accessKey(createdAt, isActive, `access key ${slot}`, used)];
  });
}

const certificatesOf = (row: Fields): readonly Credential[] =>
  [1, 2].flatMap((slot): readonly Credential[] => {
    const made = row.instant(`cert_${slot}_last_rotated`);
    const isActive = isOn(row, `cert_${slot}_active`);
    if (!isActive && typeof made !== 'number') return [];
    return [signingCertificate(recordedAt(made), isActive, { lastUsedAt: unknown('not_recorded') })];
  });

function passwordOf(row: Fields, madeAt: Fact<Instant>, isRoot: boolean): readonly Credential[] {
  if (!isRoot && !isOn(row, 'password_enabled')) return [];
  return [
    password({
      rotatedAt: recordedAt(row.instant('password_last_changed')),
      expiresAt: row.instant('password_next_rotation') ?? unknown('not_recorded'),
      lastUsedAt: passwordUse(row.instant('password_last_used'), madeAt),
    }),
  ];
}

export const reportRow: AccountObject = {
  kind: 'report row',
  idMember: 'arn',
  id: (row) => row.plain('arn'),
  shares: (row, account) => ofArn(row.plain('arn'), account),
  read({ fields: row, ref }) {
    const isRoot = ref.namespace === 'root';
    const createdAt = recordedAt(row.instant('user_creation_time'));
    const passwords = passwordOf(row, createdAt, isRoot);
    const credentials = [...passwords, ...keysOf(row), ...certificatesOf(row)];
    const name = row.plain('user');
    const keys = credentials.filter(({ kind, status }) => kind !== 'password' && status === 'active');
    // Nobody types the keys of a root user: where there are some, a machine holds them.
    const isHuman = passwords.length > 0 && !(isRoot && keys.length > 0);
    return {
      kind: isHuman ? 'human' : 'service_account',
      vendorKind: isRoot ? 'AWS account root user' : 'IAM user',
      name: isRoot ? 'root user' : name,
      ...named(row.plain('arn')),
      aliases: [name],
      createdAt,
      lastUsedAt: latestUse(credentials.map(({ lastUsedAt }) => lastUsedAt)),
      builtIn: isRoot,
      credentials,
    };
  },
};
