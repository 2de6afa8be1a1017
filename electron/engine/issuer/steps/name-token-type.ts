import { oneOf } from '#engine/issuer/form.ts';
import { OAuthError } from '#engine/issuer/oauth-error.ts';
import type { TokenRequest } from '#engine/issuer/token-request.ts';
import { accessTokenType, jwtType } from '#engine/issuer/token-types.ts';

/** An access token, whichever of its names it is asked for by (RFC 8693 §2.1, §2.2.1). */
export function nameTokenType({ form, client, answer }: TokenRequest): void {
  const type = oneOf(form, 'requested_token_type') ?? accessTokenType;
  if (type !== accessTokenType && (type !== jwtType || client.opaque)) {
    throw new OAuthError(
      'invalid_request',
      'That type of token is not issued.',
      'requested_token_type is not to be had',
    );
  }
  answer['issued_token_type'] = type;
}
