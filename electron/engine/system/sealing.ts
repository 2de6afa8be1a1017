// Sealing by a passphrase: scrypt (RFC 7914) makes the key, AES-256-GCM seals. Text in, text out.
import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';

/** 128 MiB and about half a second: what a thief has to spend on every guess. */
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 } as const;
const mark = 'nhi-sealed-1';

function keyOf(passphrase: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), salt, 32, cost, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

/** `nhi-sealed-1.SALT.IV.TAG.TEXT`, each base64url. */
export async function sealByPassphrase(passphrase: string, text: string): Promise<string> {
  const [salt, iv] = [randomBytes(16), randomBytes(12)];
  const cipher = createCipheriv('aes-256-gcm', await keyOf(passphrase, salt), iv);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return [mark, ...[salt, iv, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'))].join('.');
}

/** null: the passphrase is another one, or the text was changed. */
export async function unsealByPassphrase(passphrase: string, sealed: string): Promise<string | null> {
  const [found, ...parts] = sealed.split('.');
  const [salt, iv, tag, text] = parts.map((part) => Buffer.from(part, 'base64url'));
  if (found !== mark || !salt || !iv || tag?.length !== 16 || !text) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', await keyOf(passphrase, salt), iv).setAuthTag(tag);
    return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
  } catch {
    // GCM says only that it does not fit.
    return null;
  }
}
