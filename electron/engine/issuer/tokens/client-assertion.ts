// Assertions that stand for a client: in its authentication (RFC 7523 §2.2) and as a grant (§2.1). One reader for both.
import { type Client, limits, type TrustRecord } from '#engine/issuer/model.ts';
import type { IssuerPorts } from '#engine/issuer/ports.ts';
import type { Signal } from '#shared/model/activity.ts';
import type { Instant } from '#shared/model/fact.ts';
import { type VerificationKey, verificationKeyOf, verifySignature } from './algorithms.ts';
import { JwtRefusal } from './jwt-refusal.ts';
import { type Claims, dateClaim, type Jwt, type JwtUse, readJwt, stringClaim } from './strict-jwt.ts';

/** What is true of an assertion whose signature was right. The caller spends `replayKey`. */
export interface Assertion {
  readonly issuer: string;
  readonly subject: string;
  readonly jti: string;
  readonly replayKey: string;
  /** From then on it could not be presented anyway. */
  readonly until: Instant;
  /** What it shows of how its owner makes them. */
  readonly signals: readonly Signal[];
}

export type AssertionPorts = Pick<IssuerPorts, 'issuer' | 'settings' | 'clock'>;

/** `client-authentication+jwt` is the explicit type of the revision of RFC 7523; before it there was none. */
const authenticationUse: JwtUse = { typ: [null, 'jwt', 'client-authentication+jwt'], allowJwk: false };
const grantUse: JwtUse = { typ: [null, 'jwt'], allowJwk: false };

const maxJti = 128;
const skewMs = limits.skew * 1000;
const lifeMs = limits.assertionLife * 1000;

/** Whom an assertion claims to stand for, so that its keys can be looked up. Nothing of it is true yet. Throws JwtRefusal. */
export function claimedParty(text: string): { readonly issuer: string; readonly subject: string } {
  const { claims } = readJwt(text, authenticationUse);
  return { issuer: stringClaim(claims, 'iss'), subject: stringClaim(claims, 'sub') };
}

/** `private_key_jwt`: the client speaks of itself with one of its own keys (RFC 7523 §3). Throws JwtRefusal. */
export const verifyAssertion = (
  text: string,
  client: Pick<Client, 'id' | 'keys'>,
  ports: AssertionPorts,
): Promise<Assertion> =>
  verify(text, authenticationUse, { issuer: client.id, subject: client.id, keys: client.keys }, ports);

/** jwt-bearer: an external issuer speaks of exactly the subject that a trust record names (RFC 7523 §3). Throws JwtRefusal. */
export const verifyTrustedAssertion = (text: string, trust: TrustRecord, ports: AssertionPorts): Promise<Assertion> =>
  verify(text, grantUse, trust, ports);

async function verify(text: string, use: JwtUse, trust: TrustRecord, ports: AssertionPorts): Promise<Assertion> {
  const jwt = readJwt(text, use);
  if (jwt.claims['iss'] !== trust.issuer) throw new JwtRefusal('iss is not who signs for it');
  if (jwt.claims['sub'] !== trust.subject) throw new JwtRefusal('sub is not whom it may speak of');
  const signals = misuseOf(jwt.claims, ports);
  const { jti, expiresAt } = await checkClaims(jwt, trust, ports, signals);
  await verifyByOneOf(trust.keys, jwt);
  const replayKey = `assertion:${trust.issuer}:${jti}`;
  const until = Math.ceil(expiresAt) + skewMs;
  return { issuer: trust.issuer, subject: trust.subject, jti, replayKey, until, signals };
}

/** Of what is refused for its claims the signature still says whose misuse it was: anybody can write claims. */
async function checkClaims(
  jwt: Jwt,
  trust: TrustRecord,
  ports: AssertionPorts,
  signals: readonly Signal[],
): Promise<{ readonly jti: string; readonly expiresAt: Instant }> {
  try {
    checkAudience(jwt.claims, ports);
    const expiresAt = checkTimes(jwt.claims, ports.clock.now());
    return { jti: stringClaim(jwt.claims, 'jti', maxJti), expiresAt };
  } catch (error) {
    if (!(error instanceof JwtRefusal) || signals.length === 0) throw error;
    await verifyByOneOf(trust.keys, jwt);
    throw new JwtRefusal(error.reason, { cause: error, signals });
  }
}

/** Good elsewhere too (RFC 7523 §3 item 3), or good for longer than one is taken. */
function misuseOf(claims: Claims, { issuer, clock }: AssertionPorts): readonly Signal[] {
  const { aud, exp, iat } = claims;
  const audiences: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  const from = typeof iat === 'number' ? iat * 1000 : clock.now();
  return [
    ...(audiences.includes(`${issuer}/token`) ? (['assertion_to_endpoint'] as const) : []),
    ...(audiences.length > 1 ? (['assertion_to_many'] as const) : []),
    ...(typeof exp === 'number' && exp * 1000 - from > lifeMs ? (['assertion_long'] as const) : []),
  ];
}

/** Exactly one value, and it is us: no assertion works at two servers (RFC 7523 §3 item 3). */
function checkAudience({ aud }: Claims, { issuer, settings }: AssertionPorts): void {
  const value: unknown = Array.isArray(aud) && aud.length === 1 ? aud[0] : aud;
  if (value === issuer) return;
  if (settings.assertionAudience === 'issuer_or_token_endpoint' && value === `${issuer}/token`) return;
  throw new JwtRefusal('aud is not this issuer alone');
}

/** Clocks may differ by the skew; it never lengthens a life. Returns `exp`. */
function checkTimes(claims: Claims, now: Instant): Instant {
  const expiresAt = dateClaim(claims, 'exp');
  if (expiresAt === null) throw new JwtRefusal('exp is absent');
  if (expiresAt <= now) throw new JwtRefusal('it has expired');
  if (expiresAt > now + lifeMs) throw new JwtRefusal('it expires too far ahead');
  const notBefore = dateClaim(claims, 'nbf');
  if (notBefore !== null && notBefore > now + skewMs) throw new JwtRefusal('nbf lies ahead');
  const issuedAt = dateClaim(claims, 'iat');
  if (issuedAt !== null && issuedAt > now + skewMs) throw new JwtRefusal('iat lies ahead');
  if (issuedAt !== null && issuedAt < now - lifeMs) throw new JwtRefusal('iat lies too far back');
  return expiresAt;
}

/** The key that `kid` names; without `kid` each key of that algorithm in turn. */
async function verifyByOneOf(keys: TrustRecord['keys'], jwt: Jwt): Promise<void> {
  const candidates = candidatesFor(keys, jwt);
  let refusal = new JwtRefusal('no key fits its kid and alg');
  for (const key of candidates) {
    try {
      await verifySignature(jwt, key);
      return;
    } catch (error) {
      if (!(error instanceof JwtRefusal)) throw error;
      refusal = error;
    }
  }
  throw refusal;
}

function candidatesFor(keys: TrustRecord['keys'], { header }: Jwt): readonly VerificationKey[] {
  if (header.kid === null)
    return keys.map((key) => verificationKeyOf(key)).filter((key) => key.algorithm === header.alg);
  const named = new Map(keys.map((key) => [key['kid'], key])).get(header.kid);
  return named === undefined ? [] : [verificationKeyOf(named)];
}
