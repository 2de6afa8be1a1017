import { authorityOfClient } from '#engine/issuer/authority.ts';
import { OAuthError } from '#engine/issuer/oauth-error.ts';
import type { TokenRequest } from '#engine/issuer/token-request.ts';

/** Whoever did not prove who it is gets nothing in its own name (RFC 6749 §4.4). */
export function speakForItself(asked: TokenRequest): void {
  const { client, ports } = asked;
  if (client.auth === 'none') {
    throw new OAuthError('unauthorized_client', 'A public client may not use this grant.', 'the client is public');
  }
  asked.authority = authorityOfClient(client, ports.issuer);
}
