// Keys and passwords of IAM users: from the credential report and from the lists of keys.

import { certificateDates } from '#engine/importers/certificate-dates.ts';
import type { Fields } from '#engine/importers/fields.ts';
import { blankCredential, isOver, recordedAt } from '#engine/importers/gather/blank.ts';
import type { Credential } from '#shared/model/credential.ts';
import { type Fact, type Instant, isUnknown, unknown } from '#shared/model/fact.ts';

/** Since when IAM records the use of access keys and of passwords: before, nothing says never. */
const keysTrackedFrom = Date.UTC(2015, 3, 22);
const passwordsTrackedFrom = Date.UTC(2014, 9, 20);

/**
 * The report names no key ids but the second in which each key was made, and so do the lists: the id of a key is that
 * second, and what both say of it meets.
 */
const madeAt = (kind: string, createdAt: Fact<Instant>, other: string): string =>
  typeof createdAt === 'number' ? `${kind} ${new Date(createdAt).toISOString().slice(0, 19)}Z` : `${kind} ${other}`;

const isMadeSince = (createdAt: Fact<Instant>, since: Instant): boolean =>
  typeof createdAt === 'number' && createdAt >= since;

export function accessKey(
  createdAt: Fact<Instant>,
  active: boolean,
  vendorKind: string,
  used: Fact<Instant | 'never'>,
): Credential {
  return {
    ...blankCredential,
    id: madeAt('access key', createdAt, vendorKind),
    kind: 'api_key',
    vendorKind,
    status: active ? 'active' : 'disabled',
    createdAt,
    // A key keeps its secret for as long as it lives.
    rotatedAt: createdAt,
    expiresAt: 'never',
    lastUsedAt: used,
  };
}

/** `N/A` says never used, or not since AWS keeps count. */
export const keyUse = (said: Fact<Instant | 'never'> | undefined, createdAt: Fact<Instant>): Fact<Instant | 'never'> =>
  said !== 'never'
    ? (said ?? unknown('not_recorded'))
    : isMadeSince(createdAt, keysTrackedFrom)
      ? 'never'
      : unknown('not_recorded');

/** `no_information` says the same of a password. */
export const passwordUse = (
  said: Fact<Instant | 'never'> | undefined,
  userMadeAt: Fact<Instant>,
): Fact<Instant | 'never'> =>
  said !== undefined && said !== 'never'
    ? said
    : isMadeSince(userMadeAt, passwordsTrackedFrom)
      ? 'never'
      : unknown('not_recorded');

export const password = (told: Partial<Credential> = {}): Credential => ({
  ...blankCredential,
  id: 'password',
  kind: 'password',
  vendorKind: 'console password',
  ...told,
});

export function signingCertificate(
  createdAt: Fact<Instant>,
  active: boolean,
  told: Partial<Credential> = {},
): Credential {
  return {
    ...blankCredential,
    id: madeAt('signing certificate', createdAt, ''),
    kind: 'private_key_jwt',
    vendorKind: 'X.509 signing certificate',
    status: active ? 'active' : 'disabled',
    createdAt,
    rotatedAt: createdAt,
    ...told,
  };
}

const isActive = (fields: Fields): boolean => fields.plain('Status').toLowerCase() !== 'inactive';

/** ListSigningCertificates. */
export function certificateOf(fields: Fields): Credential {
  const dates = certificateDates(fields.plain('CertificateBody'));
  return signingCertificate(recordedAt(fields.instant('UploadDate')), isActive(fields), {
    vendorKind: `X.509 signing certificate ${fields.plain('CertificateId')}`,
    expiresAt: dates?.notAfter ?? unknown('not_in_export'),
  });
}

/** ListSSHPublicKeys. */
export function sshKeyOf(fields: Fields): Credential {
  const createdAt = recordedAt(fields.instant('UploadDate'));
  return {
    ...blankCredential,
    id: fields.plain('SSHPublicKeyId'),
    kind: 'private_key_jwt',
    vendorKind: 'SSH public key for CodeCommit',
    status: isActive(fields) ? 'active' : 'disabled',
    fingerprint: fields.text('Fingerprint') ?? unknown('not_in_export'),
    createdAt,
    rotatedAt: createdAt,
    expiresAt: 'never',
    lastUsedAt: unknown('not_recorded'),
  };
}

/** ListServiceSpecificCredentials: Git over HTTPS, Keyspaces, API keys of Bedrock. */
export function serviceCredentialOf(fields: Fields, now: Instant): Credential {
  const service = fields.plain('ServiceName');
  const createdAt = recordedAt(fields.instant('CreateDate'));
  const expiresAt = fields.instant('ExpirationDate') ?? 'never';
  return {
    ...blankCredential,
    id: fields.plain('ServiceSpecificCredentialId'),
    kind: /bedrock|logs/.test(service) ? 'api_key' : 'password',
    vendorKind: `credential for ${service || 'one service'}`,
    status: isOver(expiresAt, now) ? 'expired' : isActive(fields) ? 'active' : 'disabled',
    createdAt,
    rotatedAt: createdAt,
    expiresAt,
    lastUsedAt: unknown('not_recorded'),
  };
}

/** Of several the last use; never only where all of them say so. */
export function latestUse(uses: readonly Fact<Instant | 'never'>[]): Fact<Instant | 'never'> {
  const instants = uses.filter((use) => typeof use === 'number');
  if (instants.length > 0) return Math.max(...instants);
  return uses.find(isUnknown) ?? (uses.length > 0 ? 'never' : unknown('not_recorded'));
}
