// Which key verifies what. A key has exactly one algorithm, and it is the key that says which (RFC 8725 §3.1).
import { type CryptoKey, compactVerify, errors, importJWK } from 'jose';
import type { Algorithm, PublicJwk } from '#engine/issuer/model.ts';
import type { Hash } from '#engine/system/system.ts';
import { base64urlOfHex, readBase64url } from './base64url.ts';
import { JwtRefusal } from './jwt-refusal.ts';
import type { Jwt } from './strict-jwt.ts';

/** A public key that was looked at closely. */
export interface VerificationKey {
  readonly algorithm: Algorithm;
  /** What makes the key, and nothing else: the members of RFC 7638 §3.2 in their order. */
  readonly members: Readonly<Record<string, string>>;
}

interface KeyShape {
  readonly algorithms: readonly [Algorithm, ...Algorithm[]];
  /** The value that `crv` must have; null: such keys have none. */
  readonly crv: string | null;
  /** The numbers of which the key consists. */
  readonly numbers: readonly string[];
  readonly isSound: (numbers: readonly Uint8Array[]) => boolean;
}

const are32Bytes = (numbers: readonly Uint8Array[]): boolean => numbers.every((number) => number.length === 32);

/** Modulus of 2048 to 8192 bits, an odd exponent from 3 to 2^32: beyond it verifying costs more than is reasonable. */
function isSoundRsa([e, n]: readonly Uint8Array[]): boolean {
  if (e === undefined || n === undefined) return false;
  const top = n[0] ?? 0;
  const bits = (n.length - 1) * 8 + (32 - Math.clz32(top));
  const isExponent = e.length <= 4 && e[0] !== 0 && (e.at(-1) ?? 0) % 2 === 1 && !(e.length === 1 && e[0] === 1);
  return top !== 0 && bits >= 2048 && bits <= 8192 && isExponent;
}

/** By `kty`. Symmetric keys and all other curves are absent. */
const shapes: ReadonlyMap<unknown, KeyShape> = new Map<unknown, KeyShape>([
  ['OKP', { algorithms: ['EdDSA'], crv: 'Ed25519', numbers: ['x'], isSound: are32Bytes }],
  ['EC', { algorithms: ['ES256'], crv: 'P-256', numbers: ['x', 'y'], isSound: are32Bytes }],
  // A key that names no `alg` signs by the first: the one that RFC 7518 §3.1 recommends.
  ['RSA', { algorithms: ['RS256', 'PS256'], crv: null, numbers: ['e', 'n'], isSound: isSoundRsa }],
]);
/** Members of private and symmetric keys (RFC 7518 §6.2.2, §6.3.2, §6.4.1). */
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv'] as const;

/**
 * Takes a JWK (RFC 7517 §4) that somebody gave as a public signing key. `proofAlg` is for a DPoP proof alone: the key
 * came with the proof, so of the algorithms that fit its kind the proof may choose. Throws JwtRefusal.
 */
export function verificationKeyOf(jwk: unknown, proofAlg?: Algorithm): VerificationKey {
  if (typeof jwk !== 'object' || jwk === null || Array.isArray(jwk)) throw new JwtRefusal('the key is no JSON object');
  const given = jwk as Readonly<Record<string, unknown>>; // An object that is no array.
  const secret = privateMembers.find((name) => Object.hasOwn(given, name));
  if (secret !== undefined) throw new JwtRefusal(`the key has the private member ${secret}`);
  const shape = shapes.get(given['kty']);
  if (shape === undefined) throw new JwtRefusal('kty is none of those that are taken');
  if (shape.crv !== null && given['crv'] !== shape.crv) throw new JwtRefusal('crv is none of those that are taken');
  refuseOtherUse(given);
  return { algorithm: algorithmOf(given, shape, proofAlg), members: membersOf(given, shape) };
}

/** A key for encryption, or for signing alone, verifies nothing (RFC 7517 §4.2, §4.3). */
function refuseOtherUse({ use, key_ops: operations }: Readonly<Record<string, unknown>>): void {
  if (use !== undefined && use !== 'sig') throw new JwtRefusal('use of the key is not sig');
  if (operations !== undefined && !(Array.isArray(operations) && operations.includes('verify'))) {
    throw new JwtRefusal('key_ops of the key lack verify');
  }
}

function algorithmOf(jwk: Readonly<Record<string, unknown>>, shape: KeyShape, proofAlg?: Algorithm): Algorithm {
  const named = jwk['alg'] ?? proofAlg ?? shape.algorithms[0];
  const algorithm = shape.algorithms.find((each) => each === named);
  if (algorithm === undefined) throw new JwtRefusal('alg does not fit the key');
  return algorithm;
}

function membersOf(jwk: Readonly<Record<string, unknown>>, shape: KeyShape): Record<string, string> {
  const members: Record<string, string> = shape.crv === null ? {} : { crv: shape.crv };
  const numbers: Uint8Array[] = [];
  for (const name of shape.numbers) {
    const text = jwk[name];
    const number = typeof text === 'string' ? readBase64url(text) : null;
    if (typeof text !== 'string' || number === null)
      throw new JwtRefusal(`${name} of the key is no canonical base64url`);
    numbers.push(number);
    members[name] = text;
  }
  if (!shape.isSound(numbers)) throw new JwtRefusal('the numbers of the key are too small, too large or malformed');
  return Object.fromEntries(
    Object.entries({ ...members, kty: String(jwk['kty']) }).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** RFC 7638 §3 with SHA-256: what `jkt` and our own `kid` are. */
export const thumbprintOf = ({ members }: VerificationKey, hash: Pick<Hash, 'sha256'>): string =>
  base64urlOfHex(hash.sha256(JSON.stringify(members)));

/** Imported keys by what they are. Bounded, the oldest goes: a flood of new keys costs time and no memory. */
const imported = new Map<string, Promise<CryptoKey>>();
const mostImported = 4096;

function importedKey({ algorithm, members }: VerificationKey): Promise<CryptoKey> {
  const name = `${algorithm} ${JSON.stringify(members)}`;
  const known = imported.get(name);
  if (known !== undefined) return known;
  const key = importPublic(members, algorithm);
  if (imported.size >= mostImported) imported.delete(imported.keys().next().value ?? '');
  imported.set(name, key);
  return key;
}

async function importPublic(members: Readonly<Record<string, string>>, algorithm: Algorithm): Promise<CryptoKey> {
  try {
    const key = await importJWK(members, algorithm);
    if (!(key instanceof Uint8Array)) return key;
  } catch (cause) {
    throw new JwtRefusal('the key is no key, a point off its curve', { cause });
  }
  throw new JwtRefusal('the key is symmetric');
}

/** Throws JwtRefusal unless that key signed it, by the key's own algorithm. */
export async function verifySignature(jwt: Jwt, key: VerificationKey): Promise<void> {
  if (jwt.header.alg !== key.algorithm) throw new JwtRefusal(`alg is not ${key.algorithm}, which its key signs by`);
  const cryptoKey = await importedKey(key);
  try {
    await compactVerify(jwt.text, cryptoKey, { algorithms: [key.algorithm] });
  } catch (cause) {
    if (cause instanceof errors.JOSEError) throw new JwtRefusal('the signature is wrong', { cause });
    throw cause;
  }
}

/** The same key as others may have it: with its name, its algorithm and its use (RFC 7517 §4). */
export const publicJwkOf = ({ algorithm, members }: VerificationKey, kid: string): PublicJwk => ({
  ...members,
  kty: members['kty'] ?? '',
  kid,
  alg: algorithm,
  use: 'sig',
});
