// What a token says on the wire, made from what the state knows of it and from nothing else.
import type { Token } from '#engine/issuer/model.ts';
import { type IssuerPorts, seconds } from '#engine/issuer/ports.ts';
import { base64urlOf } from './base64url.ts';
import { jtiOfValue, newOpaqueValue } from './opaque-value.ts';

/** `typ` of a JWT access token (RFC 9068 §2.1). */
export const accessTokenTyp = 'at+jwt';

/** The current actor outermost, who acted before it inside (RFC 8693 §4.1). `actors` from the first to the last. */
export interface Act {
  readonly sub: string;
  readonly act?: Act;
}

export const actOf = (actors: readonly string[]): Act | undefined =>
  actors.reduce<Act | undefined>((inner, sub) => (inner === undefined ? { sub } : { sub, act: inner }), undefined);

/** RFC 9068 §2.2, RFC 8693 §4, RFC 9396 §9.1, RFC 9449 §6.1. What is empty is absent; one audience is a string. */
export function claimsOf(token: Token): Readonly<Record<string, unknown>> {
  const { iss, sub, audience, clientId, expiresAt, issuedAt, jti, scopes, actors, mayAct, jkt, details } = token;
  return {
    iss,
    sub,
    aud: audience.length === 1 ? audience[0] : audience,
    client_id: clientId,
    exp: seconds(expiresAt),
    iat: seconds(issuedAt),
    jti,
    ...(scopes.length > 0 && { scope: scopes.join(' ') }),
    ...(actors.length > 0 && { act: actOf(actors) }),
    ...(mayAct !== null && { may_act: { sub: mayAct } }),
    ...(jkt !== null && { cnf: { jkt } }),
    ...(details.length > 0 && { authorization_details: details }),
  };
}

/** A token as it was decided, before it has a name and a value. */
export type TokenDraft = Omit<Token, 'jti' | 'kid' | 'iss'>;

export interface MintedToken {
  readonly token: Token;
  /** Goes to the client once the token is in the journal, and nowhere else. */
  readonly value: string;
}

type MintPorts = Pick<IssuerPorts, 'issuer' | 'signer' | 'settings' | 'random' | 'hash'>;

const wholeSeconds = (instant: number): number => seconds(instant) * 1000;

/** Names and makes the token; JWTs are signed by the algorithm of the settings. Its instants become whole seconds. */
export async function mint(draft: TokenDraft, ports: MintPorts): Promise<MintedToken> {
  const times = { issuedAt: wholeSeconds(draft.issuedAt), expiresAt: wholeSeconds(draft.expiresAt) };
  const decided = { ...draft, ...times, iss: ports.issuer };
  if (draft.kind === 'refresh' || draft.opaque) {
    const value = newOpaqueValue(draft.kind === 'refresh' ? 'refreshToken' : 'accessToken', ports.random);
    return { token: { ...decided, jti: jtiOfValue(value, ports.hash), kid: null }, value };
  }
  const { signer, settings, random } = ports;
  await signer.ready(settings.algorithm);
  // Both in one breath, so that the token names the key that signs it.
  const { kid } = signer.active(settings.algorithm);
  const token: Token = { ...decided, jti: base64urlOf(random.bytes(16)), kid };
  return { token, value: await signer.sign(settings.algorithm, accessTokenTyp, claimsOf(token)) };
}
