// The private half of a signing key on the disk: `keys/issuer/KID.jwk`, a private JWK (RFC 7517), for its owner alone.
import { exportJWK, generateKeyPair } from 'jose';
import type { SigningKey } from '#engine/issuer/model.ts';
import type { Files, Hash, JwsSign, Keys } from '#engine/system/system.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { publicJwkOf, thumbprintOf, type VerificationKey, verificationKeyOf, verifySignature } from './algorithms.ts';
import { base64urlOf } from './base64url.ts';
import { readJsonObject } from './strict-json.ts';
import { readJwt } from './strict-jwt.ts';

type Jwk = Readonly<Record<string, unknown>>;
type SigningAlgorithm = SigningKey['algorithm'];

/** What of a private JWK is public. */
function publicHalf({ kty, crv, x, y, e, n, alg }: Jwk): VerificationKey {
  const members = Object.entries({ kty, crv, x, y, e, n, alg }).filter(([, value]) => value !== undefined);
  return verificationKeyOf(Object.fromEntries(members));
}

/** A new pair: its public half with the RFC 7638 thumbprint as `kid`, and the text of its file. */
export async function createKeyPair(
  algorithm: SigningAlgorithm,
  hash: Pick<Hash, 'sha256'>,
): Promise<{ readonly kid: string; readonly jwk: SigningKey['jwk']; readonly file: string }> {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true, modulusLength: 2048 });
  const secret = { ...(await exportJWK(privateKey)), alg: algorithm };
  const half = publicHalf(secret);
  const kid = thumbprintOf(half, hash);
  return { kid, jwk: publicJwkOf(half, kid), file: `${JSON.stringify({ ...secret, kid, use: 'sig' })}\n` };
}

export interface KeyFilePorts {
  readonly files: Files;
  readonly keys: Pick<Keys, 'jwsSigner'>;
}

/** A compact JWS of the claims; `typ` goes into its header with `alg` and `kid`. */
export type SignJws = (typ: string, claims: Readonly<Record<string, unknown>>) => string | Promise<string>;

/**
 * Reads the private half of that key and proves it by a signature: a damaged file must not sign what nobody can verify.
 * Refuses with file.absent or file.unreadable.
 */
export async function readKeyFile({ files, keys }: KeyFilePorts, path: string, key: SigningKey): Promise<SignJws> {
  const bytes = readBytes(files, path);
  try {
    const secret = readJsonObject(bytes, 'key file');
    const { d, p, q, dp, dq, qi } = secret;
    const half = publicHalf({ ...secret, alg: key.algorithm });
    const members = Object.entries({ ...half.members, d, p, q, dp, dq, qi }).filter(([, value]) => value !== undefined);
    const sign = compactSign(key, keys.jwsSigner(Object.fromEntries(members), key.algorithm));
    const text = await sign('proof', {});
    await verifySignature(readJwt(text, { typ: ['proof'], allowJwk: false }), verificationKeyOf(key.jwk));
    return sign;
  } catch (cause) {
    throw new AppError('file.unreadable', `${path} does not hold the private half of the issuer's key ${key.kid}.`, {
      hint: 'Put the file back from a backup, or rotate the key: tokens that it signed stay valid, and a new key signs.',
      details: { file: path },
      cause,
    });
  }
}

function readBytes(files: Files, path: string): Uint8Array {
  if (!files.exists(path)) {
    throw new AppError('file.absent', `${path} is missing: it holds the private half of the issuer's signing key.`, {
      hint: 'Put the file back from a backup, or rotate the key: tokens that it signed stay valid, and a new key signs.',
      details: { file: path },
    });
  }
  try {
    return files.readSync(path);
  } catch (cause) {
    throw new AppError('file.unreadable', `${path} cannot be read.`, { details: { file: path }, cause });
  }
}

const encode = (value: unknown): string => base64urlOf(Buffer.from(JSON.stringify(value)));

/** RFC 7515 §7.1. */
function compactSign({ algorithm, kid }: SigningKey, sign: JwsSign): SignJws {
  const headers = new Map<string, string>();
  return (typ, claims) => {
    const header = headers.get(typ) ?? encode({ alg: algorithm, typ, kid });
    headers.set(typ, header);
    const input = `${header}.${encode(claims)}`;
    const signature = sign(input);
    return signature instanceof Promise
      ? signature.then((bytes) => `${input}.${base64urlOf(bytes)}`)
      : `${input}.${base64urlOf(signature)}`;
  };
}
