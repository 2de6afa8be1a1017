import type { Token } from '#engine/issuer/model.ts';
import { seconds } from '#engine/issuer/ports.ts';
import type { TokenRequest } from '#engine/issuer/token-request.ts';
import { mint, type TokenDraft } from '#engine/issuer/tokens/access-token.ts';

/** Makes the token; it lives from the moment at which the record of the request is durable. RFC 6749 §5.1. */
export async function issueAccessToken(asked: TokenRequest): Promise<void> {
  const { client, granted, proof, answer } = asked;
  const draft = draftOf(asked, 'access', { ...granted, opaque: client.opaque, jkt: proof?.jkt ?? null });
  const { token, value } = await mint(draft, asked.ports);
  asked.changes.push({ is: 'token', token });
  asked.concerns(token);
  answer['access_token'] = value;
  // RFC 9449 §5.
  answer['token_type'] = token.jkt === null ? 'Bearer' : 'DPoP';
  answer['expires_in'] = seconds(token.expiresAt) - seconds(token.issuedAt);
  if (token.scopes.length > 0) answer['scope'] = token.scopes.join(' ');
  // RFC 9396 §7.
  if (token.details.length > 0) answer['authorization_details'] = token.details;
}

type Varying = Pick<Token, 'scopes' | 'audience' | 'details' | 'expiresAt' | 'opaque' | 'jkt'>;

/** What access and refresh tokens of one request have in common, and what they have not. */
export function draftOf(
  { client, authority, flow, now }: TokenRequest,
  kind: Token['kind'],
  varying: Varying,
): TokenDraft {
  const { sub, actors, mayAct, parents, grantId, consentId, clientEpoch, subEpoch } = authority;
  const { scopes, audience, details, expiresAt, opaque, jkt } = varying;
  return {
    kind,
    opaque,
    clientId: client.id,
    sub,
    actors,
    scopes,
    audience,
    details,
    issuedAt: now,
    expiresAt,
    jkt,
    mayAct,
    parents,
    grantId,
    consentId,
    clientEpoch,
    subEpoch,
    via: flow.id,
  };
}
