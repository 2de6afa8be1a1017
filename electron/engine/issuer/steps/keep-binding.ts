import { OAuthError } from '#engine/issuer/oauth-error.ts';
import type { TokenRequest } from '#engine/issuer/token-request.ts';

/** What is bound to a key needs that key, and nothing that is not bound ever comes of it (RFC 9449 §5). */
export function keepBinding({ authority, proof, flow }: TokenRequest): void {
  if (proof === null && (authority.bound || authority.keys.length > 0)) {
    throw new OAuthError(
      'invalid_dpop_proof',
      'A DPoP proof is needed.',
      'DPoP: a bound token would become a bearer token',
    );
  }
  if (authority.keys.some((jkt) => jkt !== proof?.jkt)) {
    throw new OAuthError(
      flow.unacceptable,
      'It is bound to another key.',
      'DPoP: it is bound to another key than the proven one',
    );
  }
}
