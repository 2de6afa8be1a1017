import { limits } from '#engine/issuer/model.ts';
import { OAuthError } from '#engine/issuer/oauth-error.ts';
import { seconds } from '#engine/issuer/ports.ts';
import type { TokenRequest } from '#engine/issuer/token-request.ts';

/** A token ends with what it came from, with the client's policy and under the issuer's ceiling, whichever is first. */
export function limitLifetime({ client, authority, granted, flow, now }: TokenRequest): void {
  const life = Math.min(client.policy.accessTtl ?? limits.accessTtl, limits.accessTtlCeiling);
  granted.expiresAt = Math.min((seconds(now) + life) * 1000, seconds(authority.expiresAt) * 1000);
  // Instants of tokens are whole seconds: what ends within this one gives nothing that could be used.
  if (granted.expiresAt <= now) {
    throw new OAuthError(flow.unacceptable, 'It is too late for that.', 'what the token would come from ends now');
  }
}
