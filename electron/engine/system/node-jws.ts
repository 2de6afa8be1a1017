import * as crypto from 'node:crypto';
import type { JwsAlgorithm, JwsSign } from './system.ts';

interface Scheme {
  readonly keyType: crypto.KeyType;
  /** null: the scheme hashes by itself. */
  readonly digest: string | null;
  readonly options: Omit<crypto.SigningOptions, 'key'>;
}

const schemes: Readonly<Record<JwsAlgorithm, Scheme>> = {
  EdDSA: { keyType: 'ed25519', digest: null, options: {} },
  ES256: { keyType: 'ec', digest: 'sha256', options: { dsaEncoding: 'ieee-p1363' } },
  RS256: { keyType: 'rsa', digest: 'sha256', options: {} },
  PS256: {
    keyType: 'rsa',
    digest: 'sha256',
    options: {
      padding: crypto.constants.RSA_PKCS1_PSS_PADDING,
      saltLength: crypto.constants.RSA_PSS_SALTLEN_DIGEST,
    },
  },
};

export function jwsSigner(jwk: Readonly<Record<string, unknown>>, algorithm: JwsAlgorithm): JwsSign {
  const { keyType, digest, options } = schemes[algorithm];
  const key = crypto.createPrivateKey({ key: { ...jwk }, format: 'jwk' });
  if (key.asymmetricKeyType !== keyType) throw new Error(`the key is not one for ${algorithm}`);
  const how = { key, ...options };
  if (keyType !== 'rsa') return (input) => crypto.sign(digest, Buffer.from(input), how);
  return (input) =>
    new Promise((resolve, reject) => {
      crypto.sign(digest, Buffer.from(input), how, (error, signature) => (error ? reject(error) : resolve(signature)));
    });
}
