import type { Attempt } from '#engine/issuer/attempt.ts';
import { OAuthError } from '#engine/issuer/oauth-error.ts';

/** Only callers that proved who they are: anybody else could try out tokens here (RFC 7662 §2.1, §4). */
export function beConfidential({ client }: Attempt): void {
  if (client.auth !== 'none') return;
  throw new OAuthError('invalid_client', 'The client must authenticate.', 'the client is public', { status: 401 });
}
