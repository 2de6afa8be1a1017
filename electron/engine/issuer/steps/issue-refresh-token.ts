import { type Client, type Grant, limits } from '#engine/issuer/model.ts';
import { OAuthError } from '#engine/issuer/oauth-error.ts';
import { seconds } from '#engine/issuer/ports.ts';
import type { TokenRequest } from '#engine/issuer/token-request.ts';
import { mint } from '#engine/issuer/tokens/access-token.ts';
import { draftOf } from './issue-access-token.ts';

/**
 * The next refresh token of the authorization, with all that the authorization gave: the access token beside it may have
 * been asked for with less (RFC 6749 §6). Every one works once. Only for clients that are registered for it.
 */
export async function issueRefreshToken(asked: TokenRequest): Promise<void> {
  const { client, authority, proof, ports, answer } = asked;
  const grant = authority.grantId === null ? undefined : ports.state.grants.get(authority.grantId);
  if (grant === undefined || !client.grants.includes('refresh_token')) return;
  const expiresAt = Math.min(asked.now + idleMs(client), authority.expiresAt, absoluteEnd(client, grant));
  if (seconds(expiresAt) * 1000 <= asked.now) {
    throw new OAuthError(
      'invalid_grant',
      'The authorization has ended.',
      'the refresh token would be past its absolute end',
    );
  }
  const draft = draftOf(asked, 'refresh', {
    scopes: authority.scopes,
    audience: authority.audience,
    details: authority.details ?? [],
    expiresAt,
    opaque: true,
    jkt: proof?.jkt ?? null,
  });
  const { token, value } = await mint(draft, ports);
  asked.changes.push({ is: 'token', token });
  answer['refresh_token'] = value;
}

const idleMs = ({ policy }: Client): number => (policy.refreshIdle ?? limits.refreshIdle) * 1000;

/** The policy of today, also for authorizations of yesterday. */
const absoluteEnd = ({ policy }: Client, { createdAt }: Grant): number =>
  createdAt + (policy.refreshAbsolute ?? limits.refreshAbsolute) * 1000;
