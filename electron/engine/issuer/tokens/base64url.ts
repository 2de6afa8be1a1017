const alphabet = /^[A-Za-z0-9_-]+$/;

/** Base64url without padding (RFC 7515 §2) in its one canonical spelling; null: it is anything else, or empty. */
export function readBase64url(text: string): Uint8Array | null {
  if (!alphabet.test(text)) return null;
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : null;
}

/** SHA-256 as the hash port gives it, in the spelling that JWTs use. */
export const base64urlOfHex = (hex: string): string => Buffer.from(hex, 'hex').toString('base64url');

export const base64urlOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
