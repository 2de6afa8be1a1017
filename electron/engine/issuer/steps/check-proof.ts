import { OAuthError } from '#engine/issuer/oauth-error.ts';
import type { TokenRequest } from '#engine/issuer/token-request.ts';
import { bringsProof, verifyProof } from '#engine/issuer/tokens/dpop.ts';

/** Binds what comes of the request to the key that it proves (RFC 9449 §5). A client may be held to it (§5.2). */
export async function checkProof(asked: TokenRequest): Promise<void> {
  const { request, ports, client, remarks } = asked;
  if (!bringsProof(request.headers)) {
    if (!client.dpopBound) return;
    remarks.policy = `client:${client.id}`;
    throw new OAuthError(
      'invalid_dpop_proof',
      'This client must send a DPoP proof.',
      'DPoP: the client must prove a key',
    );
  }
  const proof = await verifyProof(request.headers, request.method, `${ports.issuer}${request.path}`, {}, ports);
  if (!asked.spend(proof.replayKey, proof.until)) {
    throw new OAuthError('invalid_dpop_proof', 'The DPoP proof is not valid.', 'DPoP: the proof was used before');
  }
  asked.proof = proof;
}
