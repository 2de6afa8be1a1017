import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyPrints, type PublicKeyOf } from './key-prints.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const publicKeyOf: PublicKeyOf = (pem) => {
  try {
    return { ...createPublicKey(createPrivateKey(pem)).export({ format: 'jwk' }) };
  } catch {
    return null;
  }
};
const prints = (secret: string) => keyPrints(secret, { sha256, publicKeyOf });

const field = (bytes: Buffer | string): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(Buffer.byteLength(bytes));
  return Buffer.concat([length, Buffer.from(bytes)]);
};

/** A key file of OpenSSH around a public key; what is locked in it nobody reads. */
function opensshFile(blob: Buffer): string {
  const one = Buffer.from([0, 0, 0, 1]);
  const head = ['aes256-ctr', 'bcrypt', 'salt and rounds'].map(field);
  const body = Buffer.concat([Buffer.from('openssh-key-v1\0'), ...head, one, field(blob), field('locked')]);
  const lines = body.toString('base64').replace(/(.{70})/g, '$1\n');
  return `-----BEGIN OPENSSH PRIVATE KEY-----\n${lines}\n-----END OPENSSH PRIVATE KEY-----\n`;
}

const pairs = [
  generateKeyPairSync('rsa', { modulusLength: 2048 }),
  generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  generateKeyPairSync('ec', { namedCurve: 'P-521' }),
  generateKeyPairSync('ed25519'),
];

describe('a private key that was found', () => {
  it.each(pairs)('has the thumbprint that its public half has: pair %#', ({ publicKey, privateKey }) => {
    const { kty, crv, x, y, e, n } = publicKey.export({ format: 'jwk' });
    const members = kty === 'RSA' ? { e, kty, n } : kty === 'EC' ? { crv, kty, x, y } : { crv, kty, x };
    const thumbprint = `sha256:${sha256(JSON.stringify(members)).slice(0, 12)}`;
    const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
    expect(prints(pem)[0]).toBe(thumbprint);
    expect(prints(pem)).toHaveLength(2);
    expect(prints(JSON.stringify(pem).slice(1, -1))).toEqual(prints(pem));
    expect(prints(`key = "${pem.replaceAll('\n', '\n    ')}"`)).toEqual(prints(pem));
    expect(prints(JSON.stringify(privateKey.export({ format: 'jwk' })))).toEqual([thumbprint]);
  });

  it('has that of its line in SSH’s form, locked or not', () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const { x = '' } = publicKey.export({ format: 'jwk' });
    const blob = Buffer.concat([field('ssh-ed25519'), field(Buffer.from(x, 'base64url'))]);
    const print = `sha256:${sha256(`ssh-ed25519 ${blob.toString('base64')}`).slice(0, 12)}`;
    expect(prints(opensshFile(blob))).toEqual([print]);
    expect(prints(privateKey.export({ format: 'pem', type: 'pkcs8' }).toString())).toContain(print);
  });

  it('has none where it is locked, broken or no key', () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const locked = privateKey
      .export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'x' })
      .toString();
    for (const text of [
      locked,
      '',
      'hunter2',
      '{"kty":"RSA"}',
      '{"kty":',
      '-----BEGIN PRIVATE KEY-----\n!\n-----END PRIVATE KEY-----',
    ])
      expect(prints(text)).toEqual([]);
    fc.assert(
      fc.property(fc.base64String({ maxLength: 400 }), fc.constantFrom('', 'OPENSSH ', 'RSA '), (body, form) => {
        prints(`-----BEGIN ${form}PRIVATE KEY-----\n${body}\n-----END ${form}PRIVATE KEY-----`);
      }),
      { seed: 7 },
    );
  });
});
