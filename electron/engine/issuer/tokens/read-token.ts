// What a value stands for that somebody presents as a token. The state decides; a JWT only says which token it is.
import type { Client, SecretHash, Token } from '#engine/issuer/model.ts';
import type { IssuerPorts } from '#engine/issuer/ports.ts';
import { stableStringify } from '#shared/lib/stable-stringify.ts';
import type { Instant } from '#shared/model/fact.ts';
import { accessTokenTyp, claimsOf } from './access-token.ts';
import { verificationKeyOf, verifySignature } from './algorithms.ts';
import { JwtRefusal } from './jwt-refusal.ts';
import { jtiOfValue, opaqueKindOf } from './opaque-value.ts';
import { readJwt, stringClaim } from './strict-jwt.ts';

/** `refused` has a private reason, and the token where the value is genuine but the token is dead or of another kind. */
export type Presented =
  | { readonly is: 'token'; readonly token: Token }
  | { readonly is: 'api_key'; readonly client: Client; readonly secret: SecretHash }
  | { readonly is: 'refused'; readonly reason: string; readonly token: Token | null };

export type ReadPorts = Pick<IssuerPorts, 'issuer' | 'state' | 'hash' | 'verified'>;

const refused = (reason: string, token: Token | null = null): Presented => ({ is: 'refused', reason, token });

/** A live token of this issuer, access or refresh, or an API key. Never throws for what is presented. */
export async function readToken(value: string, ports: ReadPorts, now: Instant): Promise<Presented> {
  switch (opaqueKindOf(value)) {
    case 'accessToken':
    case 'refreshToken':
      return readOpaque(value, ports, now);
    case 'apiKey':
      return readApiKey(value, ports, now);
    case null:
      return readJwtToken(value, ports, now);
    default:
      return refused('the value is a secret, not a token');
  }
}

/** The same without refresh tokens: what a resource server, or an exchange, may be shown. */
export async function readAccessToken(value: string, ports: ReadPorts, now: Instant): Promise<Presented> {
  const presented = await readToken(value, ports, now);
  if (presented.is !== 'token' || presented.token.kind === 'access') return presented;
  return refused('a refresh token is no access token', presented.token);
}

function readOpaque(value: string, ports: ReadPorts, now: Instant): Presented {
  const token = ports.state.tokens.get(jtiOfValue(value, ports.hash));
  // The kind is in the value's prefix, and the prefix in the hash.
  if (token === undefined || token.kid !== null) return refused('no such token is known');
  return alive(token, ports, now);
}

function readApiKey(value: string, { state, hash }: ReadPorts, now: Instant): Presented {
  const digest = hash.sha256(value);
  const client = state.clientOfSecret(digest);
  const secret = client?.secrets.find((each) => each.hash === digest);
  if (client === undefined || secret === undefined || client.kind !== 'api_key')
    return refused('no such API key is known');
  if (client.status !== 'active') return refused(`the API key ${client.id} is disabled`);
  if (secret.expiresAt !== null && now >= secret.expiresAt) return refused(`the API key ${client.id} has expired`);
  return { is: 'api_key', client, secret };
}

/** RFC 9068 §4, against what was issued: a claim that differs was signed by somebody else who has our key. */
async function readJwtToken(value: string, ports: ReadPorts, now: Instant): Promise<Presented> {
  const known = ports.verified.tokenOf(value);
  if (known !== null) return alive(known, ports, now);
  try {
    const jwt = readJwt(value, { typ: [accessTokenTyp], allowJwk: false });
    const key = jwt.header.kid === null ? undefined : ports.state.keys.get(jwt.header.kid);
    if (key === undefined || key.status === 'retired') return refused('kid names no key of this issuer');
    await verifySignature(jwt, verificationKeyOf(key.jwk));
    const token = ports.state.tokens.get(stringClaim(jwt.claims, 'jti'));
    if (token === undefined) return refused('no such token is known');
    if (token.kid !== key.kid || stableStringify(jwt.claims) !== stableStringify(claimsOf(token))) {
      return refused('the claims are not those of the token that was issued', token);
    }
    ports.verified.remember(value, token);
    return alive(token, ports, now);
  } catch (error) {
    if (error instanceof JwtRefusal) return refused(error.reason);
    throw error;
  }
}

function alive(token: Token, { issuer, state }: ReadPorts, now: Instant): Presented {
  if (token.iss !== issuer) return refused('the token was issued under another issuer identifier', token);
  const death = state.deathOf(token, now);
  return death === null ? { is: 'token', token } : refused(`the token is dead: ${death}`, token);
}
