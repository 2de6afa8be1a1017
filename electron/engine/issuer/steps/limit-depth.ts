import { limits } from '#engine/issuer/model.ts';
import { OAuthError } from '#engine/issuer/oauth-error.ts';
import type { TokenRequest } from '#engine/issuer/token-request.ts';
import { actOf } from '#engine/issuer/tokens/access-token.ts';

/**
 * A chain of actors is no longer than the issuer and every client in it allow, fits into a token, and goes in no circle:
 * nobody acts twice in it, or for himself.
 */
export function limitDepth(asked: TokenRequest): void {
  const { sub, actors } = asked.authority;
  if (new Set([sub, ...actors]).size < 1 + actors.length) throw refused(asked, 'the chain of actors goes in a circle');
  const depth = depthOf(asked);
  if (actors.length > depth) throw refused(asked, `${actors.length} actors where at most ${depth} are allowed`);
  if (Buffer.byteLength(JSON.stringify(actOf(actors) ?? {})) > limits.actBytes)
    throw refused(asked, 'act is too large');
}

function depthOf({ ports: { state }, authority, subject, client, remarks }: TokenRequest): number {
  let depth: number = limits.depth;
  for (const id of [...authority.actors, client.id, ...(subject === null ? [] : [subject.clientId])]) {
    const allowed = state.clients.get(id)?.policy.depth ?? limits.depth;
    if (allowed >= depth) continue;
    depth = allowed;
    if (authority.actors.length > depth) remarks.policy = `client:${id}`;
  }
  return depth;
}

const refused = ({ flow }: TokenRequest, reason: string): OAuthError =>
  new OAuthError(flow.unacceptable, 'This delegation is not permitted.', reason);
