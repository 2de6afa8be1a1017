// Proof of possession of a key (RFC 9449): a proof belongs to one request, at one time, to one token.
import { limits } from '#engine/issuer/model.ts';
import { OAuthError } from '#engine/issuer/oauth-error.ts';
import type { HttpRequest, IssuerPorts } from '#engine/issuer/ports.ts';
import type { Instant } from '#shared/model/fact.ts';
import { thumbprintOf, verificationKeyOf, verifySignature } from './algorithms.ts';
import { base64urlOfHex } from './base64url.ts';
import { JwtRefusal } from './jwt-refusal.ts';
import { type Claims, dateClaim, type Jwt, readJwt, stringClaim } from './strict-jwt.ts';
import { sameTarget } from './target-uri.ts';

/** What is true of a proof that was right. The caller spends `replayKey`. */
export interface Proof {
  /** Thumbprint of the key that was proven (§6.1). */
  readonly jkt: string;
  readonly replayKey: string;
  /** From then on it could not be presented anyway. */
  readonly until: Instant;
}

export interface ProofDemand {
  /** The token that comes with the request, and that `ath` must name. */
  readonly accessToken?: string;
  /** Key that something presented is bound to already; another one is refused. */
  readonly expectedJkt?: string;
}

export type ProofPorts = Pick<IssuerPorts, 'settings' | 'clock' | 'hash' | 'nonces'>;

const maxJti = 256;
const maxAgeMs = 300_000;
const skewMs = limits.skew * 1000;

/** Did the request try to prove a key, rightly or not? */
export const bringsProof = (headers: HttpRequest['headers']): boolean => headers.has('dpop');

/**
 * The checks of RFC 9449 §4.3 but for the replay. `method` and `uri` are those of the request; `uri` is absolute. Throws
 * OAuthError: invalid_dpop_proof, or use_dpop_nonce with the nonce to use.
 */
export async function verifyProof(
  headers: HttpRequest['headers'],
  method: string,
  uri: string,
  demand: ProofDemand,
  ports: ProofPorts,
): Promise<Proof> {
  try {
    const jwt = readProof(headers.get('dpop') ?? []);
    const jkt = await verifyKey(jwt, demand, ports);
    checkRequest(jwt.claims, method, uri);
    const issuedAt = checkAge(jwt.claims, ports.clock.now());
    checkToken(jwt.claims, demand, ports);
    const jti = stringClaim(jwt.claims, 'jti', maxJti);
    checkNonce(jwt.claims, ports);
    return { jkt, replayKey: `proof:${jkt}:${jti}`, until: Math.ceil(issuedAt) + maxAgeMs + skewMs };
  } catch (error) {
    if (error instanceof JwtRefusal) {
      throw new OAuthError('invalid_dpop_proof', 'The DPoP proof is not valid.', `DPoP: ${error.reason}`);
    }
    throw error;
  }
}

function readProof(values: readonly string[]): Jwt {
  const [text] = values;
  if (text === undefined || values.length !== 1) throw new JwtRefusal('there is not exactly one DPoP header');
  return readJwt(text, { typ: ['dpop+jwt'], allowJwk: true });
}

async function verifyKey(jwt: Jwt, { expectedJkt }: ProofDemand, { hash }: ProofPorts): Promise<string> {
  const key = verificationKeyOf(jwt.header.jwk, jwt.header.alg);
  await verifySignature(jwt, key);
  const jkt = thumbprintOf(key, hash);
  if (expectedJkt !== undefined && expectedJkt !== jkt)
    throw new JwtRefusal('it proves another key than the bound one');
  return jkt;
}

function checkRequest(claims: Claims, method: string, uri: string): void {
  if (stringClaim(claims, 'htm') !== method) throw new JwtRefusal('htm is not the method of the request');
  if (!sameTarget(stringClaim(claims, 'htu', 4096), uri)) throw new JwtRefusal('htu is not the URI of the request');
}

/** Returns `iat`. */
function checkAge(claims: Claims, now: Instant): Instant {
  const issuedAt = dateClaim(claims, 'iat');
  if (issuedAt === null) throw new JwtRefusal('iat is absent');
  if (issuedAt > now + skewMs) throw new JwtRefusal('iat lies ahead');
  if (issuedAt < now - maxAgeMs) throw new JwtRefusal('iat lies too far back');
  const expiresAt = dateClaim(claims, 'exp');
  if (expiresAt !== null && expiresAt <= now) throw new JwtRefusal('it has expired');
  const notBefore = dateClaim(claims, 'nbf');
  if (notBefore !== null && notBefore > now + skewMs) throw new JwtRefusal('nbf lies ahead');
  return issuedAt;
}

function checkToken(claims: Claims, { accessToken }: ProofDemand, { hash }: ProofPorts): void {
  if (accessToken !== undefined && claims['ath'] !== base64urlOfHex(hash.sha256(accessToken))) {
    throw new JwtRefusal('ath is not the hash of the token');
  }
}

/** Last, so that only who has a key is given a nonce. */
function checkNonce({ nonce }: Claims, { settings, nonces }: ProofPorts): void {
  if (!settings.dpopNonces) return;
  if (typeof nonce === 'string' && nonces.isAccepted(nonce)) return;
  throw new OAuthError(
    'use_dpop_nonce',
    'The DPoP proof must carry the nonce of the DPoP-Nonce header.',
    nonce === undefined ? 'DPoP: no nonce' : 'DPoP: the nonce is not one of ours, or old',
    { headers: { 'DPoP-Nonce': nonces.current() } },
  );
}
