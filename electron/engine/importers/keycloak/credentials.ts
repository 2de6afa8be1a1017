import { certificateDates } from '#engine/importers/certificate-dates.ts';
import type { Fields } from '#engine/importers/fields.ts';
import type { Fingerprints } from '#engine/importers/strip-secrets.ts';
import type { Binding, Credential, CredentialKind } from '#shared/model/credential.ts';
import { type Fact, type Instant, known, unknown } from '#shared/model/fact.ts';
import type { Trust } from '#shared/model/trust.ts';

const kinds: ReadonlyMap<string, CredentialKind> = new Map([
  ['client-secret', 'client_secret'],
  ['client-secret-jwt', 'secret_jwt'],
  ['client-jwt', 'private_key_jwt'],
  ['client-x509', 'mtls'],
  ['federated-jwt', 'federated'],
  ['spiffe-jwt', 'federated'],
]);

const instantOf = (fact: Fact<Instant | 'never'> | undefined): Fact<Instant> =>
  fact === undefined || fact === 'never' ? unknown('not_recorded') : fact;

export function credentialsOf(client: Fields, fingerprints: Fingerprints, now: Instant): readonly Credential[] {
  const own = client.object('attributes');
  const binding: Binding = own?.isTrue('dpop.bound.access.tokens')
    ? 'dpop'
    : own?.isTrue('tls.client.certificate.bound.access.tokens')
      ? 'mtls'
      : 'none';
  if (client.isTrue('bearerOnly') || client.plain('protocol') === 'saml') return registration(client, fingerprints);
  const nothing = unknown('not_recorded');
  if (client.isTrue('publicClient')) {
    const facts = { fingerprint: nothing, createdAt: nothing, rotatedAt: nothing, lastUsedAt: nothing };
    const open = { id: 'public', kind: 'none', vendorKind: 'public client', status: 'active' } as const;
    return [{ ...open, ...facts, expiresAt: 'never', binding }, ...registration(client, fingerprints)];
  }
  const vendorKind = client.plain('clientAuthenticatorType') || 'client-secret';
  const kind = kinds.get(vendorKind);
  if (kind === undefined) {
    const field = 'clientAuthenticatorType';
    client.complain('info', 'import.guessed', field, `${vendorKind} is not known here: taken for a client secret`);
  }
  const usesSecret = kind === undefined || kind === 'client_secret' || kind === 'secret_jwt';
  const made = instantOf(own?.instant('client.secret.creation.time', 's'));
  const dates = usesSecret ? null : certificateDates(own?.plain('jwt.credential.certificate') ?? '');
  const expiresAt = usesSecret
    ? (own?.instant('client.secret.expiration.time', 's') ?? 'never')
    : kind === 'federated'
      ? 'never'
      : (dates?.notAfter ?? nothing);
  const expired = known(expiresAt);
  const credentials: Credential[] = [
    {
      id: vendorKind,
      kind: kind ?? 'client_secret',
      vendorKind,
      status: typeof expired === 'number' && expired <= now ? 'expired' : 'active',
      fingerprint: usesSecret ? (fingerprints.get('secret') ?? unknown('not_in_export')) : nothing,
      createdAt: usesSecret ? made : (dates?.notBefore ?? nothing),
      rotatedAt: usesSecret ? made : (dates?.notBefore ?? nothing),
      expiresAt,
      lastUsedAt: unknown('not_in_export'),
      binding,
      ...(vendorKind === 'federated-jwt' && own !== null && { trusts: [trustIn(own)] }),
    },
  ];
  const rotated = fingerprints.get('attributes.client.secret.rotated');
  if (rotated !== undefined) {
    const at = instantOf(own?.instant('client.secret.rotated.creation.time', 's'));
    const end = own?.instant('client.secret.rotated.expiration.time', 's') ?? nothing;
    const ended = known(end);
    credentials.push({
      id: 'rotated-secret',
      kind: 'client_secret',
      vendorKind: 'rotated client-secret',
      status: typeof ended === 'number' && ended <= now ? 'expired' : 'active',
      fingerprint: rotated,
      createdAt: at,
      rotatedAt: at,
      expiresAt: end,
      lastUsedAt: unknown('not_in_export'),
      binding,
    });
  }
  return [...credentials, ...registration(client, fingerprints)];
}

/** The provider, by its alias in the realm, and the one subject that it vouches for; the realm itself is the audience. */
const trustIn = (attributes: Fields): Trust => ({
  issuer: attributes.plain('jwt.credential.issuer'),
  subjects: [attributes.plain('jwt.credential.sub')].filter((subject) => subject !== ''),
  wildcards: false,
  audiences: unknown('not_recorded'),
});

/** RFC 7592: whoever holds the registration access token may change the client. */
function registration(client: Fields, fingerprints: Fingerprints): readonly Credential[] {
  const fingerprint = fingerprints.get('registrationAccessToken');
  if (fingerprint === undefined || client.raw('registrationAccessToken') === undefined) return [];
  const nothing = unknown('not_recorded');
  return [
    {
      id: 'registration-access-token',
      kind: 'api_key',
      vendorKind: 'registration access token',
      status: 'active',
      fingerprint,
      createdAt: nothing,
      rotatedAt: nothing,
      expiresAt: 'never',
      lastUsedAt: unknown('not_in_export'),
      binding: 'none',
    },
  ];
}
