import type { Credential, CredentialKind } from '#shared/model/credential.ts';

/** Points of PRODUCT section 5, component C. `password` lies between an API key and a client secret. */
export const credentialPoints = {
  none: 25,
  api_key: 20,
  password: 18,
  client_secret: 16,
  secret_jwt: 14,
  private_key_jwt: 6,
  mtls: 6,
  bound: 3,
  federated: 1,
} as const satisfies Readonly<Record<CredentialKind | 'bound', number>>;

/** A token bound to a key of its holder is worth little to a thief, whatever the client authenticated with. */
export function pointsOf(credential: Pick<Credential, 'kind' | 'binding'>): number {
  const points = credentialPoints[credential.kind];
  return credential.binding === 'none' ? points : Math.min(points, credentialPoints.bound);
}
