import { authorityOfGrant } from '#engine/issuer/authority.ts';
import { oneOf } from '#engine/issuer/form.ts';
import { liveGrant, revokeGrant } from '#engine/issuer/live-grant.ts';
import { limits, type Token } from '#engine/issuer/model.ts';
import { OAuthError } from '#engine/issuer/oauth-error.ts';
import type { TokenRequest } from '#engine/issuer/token-request.ts';
import { jtiOfValue } from '#engine/issuer/tokens/opaque-value.ts';

/**
 * A refresh token works once, for its client. One that comes again was stolen, and its whole family dies (RFC 9700
 * §4.14.2); but within the grace it may have been raced by its own client, so that it is only refused.
 */
export function takeRefreshToken(asked: TokenRequest): void {
  const { client, ports, now, remarks } = asked;
  const token = find(asked);
  const { grantId } = token;
  if (grantId === null) throw refused('the refresh token belongs to no authorization');
  remarks.policy = `consent:${token.consentId ?? ''}`;
  asked.concerns(token);
  const usedAt = ports.state.refreshUsedAt(token.jti);
  if (usedAt !== undefined && now - usedAt > limits.refreshGrace * 1000) {
    remarks.action = 'refresh.reused';
    revokeGrant(asked, grantId);
    throw refused('the refresh token was used before: its family is revoked');
  }
  if (usedAt !== undefined || !asked.reserve(`refresh:${token.jti}`)) {
    throw refused('the refresh token was used a moment ago');
  }
  const death = ports.state.deathOf(token, now);
  if (death !== null) throw refused(`the refresh token is dead: ${death}`);
  const { grant, consent } = liveGrant(asked, grantId);
  const authority = authorityOfGrant({ grant, consent, client, issuer: ports.issuer }, token);
  asked.authority = {
    ...authority,
    bound: authority.bound || token.jkt !== null,
    // A confidential client is known by its own credentials and may change its key (RFC 9449 §5).
    keys: token.jkt !== null && client.auth === 'none' ? [token.jkt] : [],
  };
  asked.changes.push({ is: 'refresh_used', jti: token.jti, at: now });
}

function find({ client, form, ports: { state, hash, issuer } }: TokenRequest): Token {
  const token = state.tokens.get(jtiOfValue(oneOf(form, 'refresh_token') ?? '', hash));
  if (token?.kind !== 'refresh' || token.iss !== issuer) throw refused('no such refresh token is known');
  if (token.clientId !== client.id) throw refused('the refresh token belongs to another client');
  return token;
}

const refused = (reason: string): OAuthError =>
  new OAuthError('invalid_grant', 'The refresh token is not valid.', reason);
