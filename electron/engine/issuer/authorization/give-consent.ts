import {
  type AuthorizationDetail,
  type Change,
  type Code,
  type Consent,
  type Grant,
  type Human,
  limits,
} from '#engine/issuer/model.ts';
import type { IssuerPorts } from '#engine/issuer/ports.ts';
import { base64urlOf } from '#engine/issuer/tokens/base64url.ts';
import type { AuthorizationRequest } from './authorization-request.ts';

/** What the human left of what was asked. */
export interface Choice {
  readonly scopes: readonly string[];
  readonly details: readonly AuthorizationDetail[];
  /** Seconds. */
  readonly life: number;
  readonly purpose: string;
}

export interface GivenConsent {
  readonly consent: Consent;
  readonly changes: readonly Change[];
  /** Goes to the client, once. */
  readonly code: string;
}

/** A consent, the authorization that stands on it, and the code that fetches it (RFC 6749 §4.1.2), as one record. */
export function giveConsent(
  { client, redirectUri, challenge, jkt, resources }: AuthorizationRequest,
  human: Human,
  { scopes, details, life, purpose }: Choice,
  { clock, random, hash }: Pick<IssuerPorts, 'clock' | 'random' | 'hash'>,
): GivenConsent {
  const now = clock.now();
  const newId = (prefix: string): string => prefix + base64urlOf(random.bytes(12));
  const expiresAt = now + Math.min(life, limits.consent) * 1000;
  const consent: Consent = {
    id: newId('con_'),
    clientId: client.id,
    sub: human.id,
    scopes,
    details,
    resources,
    purpose,
    givenAt: now,
    proof: 'consent_page',
    expiresAt,
    withdrawnAt: null,
    withdrawnBy: null,
  };
  const absolute = (client.policy.refreshAbsolute ?? limits.refreshAbsolute) * 1000;
  const grant: Grant = {
    id: newId('gra_'),
    clientId: client.id,
    sub: human.id,
    consentId: consent.id,
    scopes,
    resources,
    details,
    createdAt: now,
    expiresAt: Math.min(expiresAt, now + absolute),
    revokedAt: null,
    jkt,
  };
  const value = base64urlOf(random.bytes(32));
  const code: Code = {
    hash: hash.sha256(value),
    grantId: grant.id,
    clientId: client.id,
    redirectUri,
    challenge,
    jkt,
    expiresAt: now + limits.code * 1000,
    clientEpoch: client.epoch,
    subEpoch: human.epoch,
  };
  const changes: Change[] = [
    { is: 'consent', consent },
    { is: 'grant', grant },
    { is: 'code', code },
  ];
  return { consent, changes, code: value };
}
