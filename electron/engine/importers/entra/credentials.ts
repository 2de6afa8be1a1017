// What an application or a service principal authenticates with.
import type { Fields } from '#engine/importers/fields.ts';
import { blankCredential, isOver, recordedAt } from '#engine/importers/gather/blank.ts';
import type { Fingerprints } from '#engine/importers/strip-secrets.ts';
import type { Credential } from '#shared/model/credential.ts';
import { type Fact, isUnknown, unknown } from '#shared/model/fact.ts';
import { type Directory, idIn } from './directory.ts';

/** Where a new secret is shown once, its value stands under one of these. */
const secretMembers = ['secrettext', 'value'];

function fingerprintOf(fingerprints: Fingerprints, list: string, index: number): Fact<string> {
  for (const [path, print] of fingerprints) {
    const plain = path.toLowerCase();
    for (const member of secretMembers) {
      if (plain === `${list}.${index}.${member}` || (index === 0 && plain === `${list}.${member}`)) return print;
    }
  }
  return unknown('not_in_export');
}

const hexOf = (bytes: readonly number[]): string => bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
const isByte = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) < 256;

/** The SHA-1 thumbprint of a certificate, as hex, in base64 or as bytes; what else stands there names nothing. */
export function thumbprintIn(told: unknown): Fact<string> {
  if (Array.isArray(told) && told.length === 20 && told.every(isByte)) return `sha1:${hexOf(told)}`;
  if (typeof told !== 'string') return unknown('not_in_export');
  if (/^[0-9a-f]{40}$/i.test(told)) return `sha1:${told.toLowerCase()}`;
  if (!/^[A-Za-z0-9+/]{27}=$/.test(told)) return unknown('not_in_export');
  return `sha1:${hexOf([...atob(told)].map((char) => char.charCodeAt(0)))}`;
}

function told(fields: Fields, index: number, now: number, { credentialUse }: Directory) {
  const createdAt = recordedAt(fields.instant('startDateTime'));
  const expiresAt = fields.instant('endDateTime') ?? unknown('not_in_export');
  const id = idIn(fields, 'keyId');
  return {
    ...blankCredential,
    id: id || `${fields.plain('displayName') || 'credential'} ${index + 1}`,
    status: isOver(expiresAt, now) ? ('expired' as const) : ('active' as const),
    createdAt,
    // A credential is never renewed: another one is put beside it.
    rotatedAt: createdAt,
    expiresAt,
    lastUsedAt: credentialUse.get(id)?.lastUsedAt ?? unknown('not_in_export'),
  };
}

/** A key for SAML signs what the application hands out, and one for encryption only receives: neither lets anybody in. */
const lets = (key: Fields): boolean => !/^(?:Sign|Encrypt)$/i.test(key.plain('usage'));

export function credentialsOf(
  fields: Fields,
  fingerprints: Fingerprints,
  now: number,
  directory: Directory,
): readonly Credential[] {
  const secrets = fields.objects('passwordCredentials').map(
    (secret, index): Credential => ({
      ...told(secret, index, now, directory),
      kind: 'client_secret',
      vendorKind: 'password',
      fingerprint: fingerprintOf(fingerprints, 'passwordcredentials', index),
    }),
  );
  const keys = fields.objects('keyCredentials').flatMap((key, index): readonly Credential[] => {
    if (!lets(key)) return [];
    const type = key.plain('type') || 'certificate';
    const thumbprint = thumbprintIn(key.raw('customKeyIdentifier'));
    const isSecret = /symmetric/i.test(type) && !/asymmetric/i.test(type);
    return [
      {
        ...told(key, index, now, directory),
        kind: isSecret ? 'secret_jwt' : 'private_key_jwt',
        vendorKind: type,
        fingerprint: isUnknown(thumbprint) ? thumbprintIn(key.raw('thumbprint')) : thumbprint,
      },
    ];
  });
  return [...secrets, ...keys];
}

/** What Azure or a parent authenticates in its stead: nothing of it can be copied. */
export const lentCredential = (vendorKind: string): Credential => ({
  ...blankCredential,
  id: vendorKind,
  kind: 'federated',
  vendorKind,
  expiresAt: 'never',
});
