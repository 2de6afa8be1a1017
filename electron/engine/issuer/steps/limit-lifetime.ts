import { limits } from '#engine/issuer/model.ts';
import { OAuthError } from '#engine/issuer/oauth-error.ts';
import { seconds } from '#engine/issuer/ports.ts';
import { strictest } from '#engine/issuer/scope-policies.ts';
import type { TokenRequest } from '#engine/issuer/token-request.ts';

/** A token ends with what it came from, by its client's policy, its scopes' and the ceiling, whichever is first. */
export function limitLifetime({ client, authority, granted, flow, now, ports, remarks }: TokenRequest): void {
  const ofClient = Math.min(client.policy.accessTtl ?? limits.accessTtl, limits.accessTtlCeiling);
  const ofScopes = strictest(granted.scopes, ports.state, (policy) => policy.accessTtl);
  const life = Math.min(ofClient, ofScopes?.limit ?? ofClient);
  if (ofScopes !== null && life < ofClient) remarks.policy = `scope:${ofScopes.scope}`;
  granted.expiresAt = Math.min((seconds(now) + life) * 1000, seconds(authority.expiresAt) * 1000);
  // Instants of tokens are whole seconds: what ends within this one gives nothing that could be used.
  if (granted.expiresAt <= now) {
    throw new OAuthError(flow.unacceptable, 'It is too late for that.', 'what the token would come from ends now');
  }
}
