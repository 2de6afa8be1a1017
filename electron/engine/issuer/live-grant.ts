import type { Attempt } from './attempt.ts';
import type { Consent, Grant, Human } from './model.ts';
import { OAuthError } from './oauth-error.ts';

/** The authorization with what it stands on, all of it alive. Throws invalid_grant. */
export function liveGrant(
  { ports: { state }, now }: Attempt,
  id: string,
): { readonly grant: Grant; readonly consent: Consent; readonly human: Human } {
  const grant = state.grants.get(id);
  if (grant === undefined || grant.revokedAt !== null || now >= grant.expiresAt) {
    throw over('the authorization is revoked or has ended');
  }
  const consent = state.consents.get(grant.consentId);
  if (consent === undefined || consent.withdrawnAt !== null || now >= consent.expiresAt) {
    throw over('the consent is withdrawn or has ended');
  }
  const human = state.humans.get(grant.sub);
  if (human === undefined || human.status !== 'active') throw over('the human is disabled');
  return { grant, consent, human };
}

/** Whatever becomes of the request, every token of the authorization is dead from its record on. */
export function revokeGrant({ ports: { state }, now, changesAnyway }: Attempt, id: string): void {
  const grant = state.grants.get(id);
  if (grant?.revokedAt === null) changesAnyway.push({ is: 'grant', grant: { ...grant, revokedAt: now } });
}

const over = (reason: string): OAuthError =>
  new OAuthError('invalid_grant', 'The authorization is no longer valid.', reason);
