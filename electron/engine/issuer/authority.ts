import type { Client, Code, Consent, Grant, Token } from './model.ts';
import type { Authority } from './token-request.ts';

/** What a client may do by itself: what it is registered for. Without `resource` the audience is the issuer. */
export const authorityOfClient = (client: Client, issuer: string): Authority => ({
  sub: client.id,
  actors: [],
  scopes: client.scopes,
  defaultScopes: client.defaultScopes,
  audience: [...client.resources, issuer],
  defaultAudience: [issuer],
  details: null,
  expiresAt: Number.POSITIVE_INFINITY,
  bound: false,
  keys: [],
  mayAct: client.policy.mayAct,
  parents: [],
  grantId: null,
  consentId: null,
  clientEpoch: client.epoch,
  subEpoch: client.epoch,
});

/** What a human's consent gave: an agent acts for the human from the first token on, any other client is his tool. */
export function authorityOfGrant(
  { grant, consent, client, issuer }: { grant: Grant; consent: Consent; client: Client; issuer: string },
  epochs: Pick<Code | Token, 'clientEpoch' | 'subEpoch'>,
): Authority {
  const audience = grant.resources.length > 0 ? grant.resources : [issuer];
  return {
    sub: grant.sub,
    actors: client.kind === 'agent' ? [client.id] : [],
    scopes: grant.scopes,
    defaultScopes: grant.scopes,
    audience,
    defaultAudience: audience,
    details: grant.details,
    expiresAt: Math.min(grant.expiresAt, consent.expiresAt),
    bound: grant.jkt !== null,
    keys: [],
    mayAct: client.policy.mayAct,
    parents: [],
    grantId: grant.id,
    consentId: grant.consentId,
    clientEpoch: epochs.clientEpoch,
    subEpoch: epochs.subEpoch,
  };
}
