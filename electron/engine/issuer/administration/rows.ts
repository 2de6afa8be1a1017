// What the analyst sees of the issuer's state, row by row.
import type { IssuerNames } from '#engine/issuer/identity-of.ts';
import type { Client, Consent, Human, Token } from '#engine/issuer/model.ts';
import type { IssuerState } from '#engine/issuer/state.ts';
import type { ClientRow, ConsentRow, HumanRow, TokenRow } from '#shared/contract/issuer.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { LastUse } from './last-use.ts';
import type { LiveCounts } from './live-tokens.ts';

export interface RowParts {
  readonly state: IssuerState;
  readonly names: IssuerNames;
  readonly lastUse: Pick<LastUse, 'of'>;
  readonly now: Instant;
}

export function clientRow(client: Client, { names, lastUse }: RowParts, counts: LiveCounts): ClientRow {
  const identity = names.clientIdentity(client.id);
  const { id, kind, name, status, createdAt, auth, owner, origin, dpopBound, opaque, mayIntrospect, policy } = client;
  return {
    id,
    identity,
    kind,
    name,
    status,
    createdAt,
    auth,
    owner,
    origin,
    dpopBound,
    opaque,
    mayIntrospect,
    grants: [...client.grants],
    scopes: [...client.scopes],
    defaultScopes: [...client.defaultScopes],
    resources: [...client.resources],
    detailTypes: [...client.detailTypes],
    redirectUris: [...client.redirectUris],
    mayActFor: [...client.mayActFor],
    policy: { ...policy, exchangeTo: [...policy.exchangeTo], humanApproves: [...policy.humanApproves] },
    trusts: client.trusts.map(({ issuer, subject, keys }) => ({ issuer, subject, keys: [...keys] })),
    credentials: credentialsOf(client),
    liveTokens: counts.byClient.get(id) ?? 0,
    lastUsedAt: lastUse.of(identity),
  };
}

function credentialsOf({ secrets, keys, trusts, createdAt }: Client): ClientRow['credentials'] {
  return [
    ...secrets.map(({ id, prefix, createdAt: made, expiresAt }) => ({
      id,
      label: prefix === '' ? 'client secret' : `${prefix}…`,
      createdAt: made,
      expiresAt,
    })),
    ...keys.map(({ kid, kty }, index) => ({
      id: typeof kid === 'string' ? kid : `key ${index + 1}`,
      label: `public key (${kty})`,
      createdAt,
      expiresAt: null,
    })),
    ...trusts.map(({ issuer, subject }) => ({
      id: `${issuer} ${subject}`,
      label: `trust in ${issuer}`,
      createdAt,
      expiresAt: null,
    })),
  ];
}

/** `consents`: how many of his live. */
export function humanRow(human: Human, { names }: RowParts, counts: LiveCounts, consents: number): HumanRow {
  const { id, name, email, status, createdAt } = human;
  const liveTokens = counts.bySubject.get(id) ?? 0;
  return { id, identity: names.humanIdentity(id), name, email, status, createdAt, consents, liveTokens };
}

export function statusOf({ withdrawnAt, expiresAt }: Consent, now: Instant): ConsentRow['status'] {
  if (withdrawnAt !== null) return 'withdrawn';
  return now >= expiresAt ? 'expired' : 'live';
}

export function consentRow(consent: Consent, { state, now }: RowParts, counts: LiveCounts): ConsentRow {
  const { sub, clientId, scopes, details, resources, ...said } = consent;
  return {
    ...said,
    clientId,
    clientName: nameOf(clientId, state),
    human: sub,
    humanName: nameOf(sub, state),
    scopes: [...scopes],
    details: details.map((detail) => ({ ...detail })),
    resources: [...resources],
    status: statusOf(consent, now),
    liveTokens: counts.byConsent.get(consent.id) ?? 0,
  };
}

export function tokenRow(token: Token, { state, now }: Pick<RowParts, 'state' | 'now'>): TokenRow {
  const { jti, kind, opaque, clientId, sub, issuedAt, expiresAt, via, consentId, grantId } = token;
  return {
    jti,
    kind,
    opaque,
    clientId,
    clientName: nameOf(clientId, state),
    sub,
    subName: nameOf(sub, state),
    actors: token.actors.map((id) => ({ id, name: nameOf(id, state) })),
    scopes: [...token.scopes],
    audience: [...token.audience],
    details: token.details.map((detail) => ({ ...detail })),
    issuedAt,
    expiresAt,
    bound: token.jkt !== null,
    via,
    parents: [...token.parents],
    consentId,
    grantId,
    death: state.deathOf(token, now),
    believedUntil: believedUntil(token),
    depth: depthOf(token, state),
  };
}

/** Nobody can check an opaque or a refresh token without asking; a signature alone holds until `exp` (RFC 9068 §4). */
export const believedUntil = ({ kind, opaque, expiresAt }: Token): Instant | null =>
  kind === 'refresh' || opaque ? null : expiresAt;

/** Name of a client or human, also of a client that was deleted. */
export const nameOf = (
  id: string,
  { clients, humans, deleted }: Pick<IssuerState, 'clients' | 'humans' | 'deleted'>,
): string => humans.get(id)?.name ?? clients.get(id)?.name ?? deleted.get(id) ?? id;

/** Steps up along the first parent, the subject's token. */
function depthOf(token: Token, { tokens }: Pick<IssuerState, 'tokens'>): number {
  let depth = 0;
  let parent = tokens.get(token.parents[0] ?? '');
  // A chain of exchanges of one's own token may be long; a row needs no more than where its line begins.
  while (parent !== undefined && depth < 32) {
    depth += 1;
    parent = tokens.get(parent.parents[0] ?? '');
  }
  return depth;
}
