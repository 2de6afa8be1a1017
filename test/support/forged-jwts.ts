// Signs whatever a test wants signed: no part of it is checked, so that forged and malformed JWTs have right signatures.
import { constants, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { Algorithm, PublicJwk } from '#engine/issuer/model.ts';

export interface TestKey {
  readonly algorithm: Algorithm;
  readonly privateKey: KeyObject;
  readonly publicJwk: PublicJwk;
}

const pairs = {
  EdDSA: () => generateKeyPairSync('ed25519'),
  ES256: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  RS256: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
  PS256: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
} as const;

/** A new pair; the public half names its algorithm. */
export function aSigningKey(algorithm: Algorithm): TestKey {
  const { publicKey, privateKey } = pairs[algorithm]();
  const jwk = publicKey.export({ format: 'jwk' });
  return { algorithm, privateKey, publicJwk: { ...jwk, kty: String(jwk.kty), alg: algorithm } };
}

export function signatureOf(input: string, { algorithm, privateKey: key }: TestKey): Buffer {
  const data = Buffer.from(input);
  switch (algorithm) {
    case 'EdDSA':
      return sign(null, data, key);
    case 'ES256':
      return sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' });
    case 'RS256':
      return sign('sha256', data, key);
    case 'PS256':
      return sign('sha256', data, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 });
  }
}

/** Text and bytes as they are, anything else as JSON. */
export const encoded = (part: unknown): string =>
  Buffer.from(typeof part === 'string' || part instanceof Uint8Array ? part : JSON.stringify(part)).toString(
    'base64url',
  );

/** A compact JWS over any header and payload. */
export function sealed(header: unknown, payload: unknown, key: TestKey): string {
  const input = `${encoded(header)}.${encoded(payload)}`;
  return `${input}.${signatureOf(input, key).toString('base64url')}`;
}
