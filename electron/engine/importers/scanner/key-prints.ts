// A private key that was found is the other half of public keys that clients and deploy keys are known by: what it is known by
// there, is made of it here.
import { Fields, isObject } from '#engine/importers/fields.ts';
import { jwkThumbprint } from '#engine/importers/jwk-thumbprint.ts';
import { isUnknown } from '#shared/model/fact.ts';
import type { Sha256 } from '#shared/model/identity-id.ts';

/** The public half of a private key in PEM, as a JWK (RFC 7517); null: it is none, or locked by a passphrase. */
export type PublicKeyOf = (pem: string) => Readonly<Record<string, unknown>> | null;

interface Ports {
  readonly sha256: Sha256;
  readonly publicKeyOf?: PublicKeyOf | undefined;
}

const block = /-----BEGIN ([A-Z0-9 ]{0,20})PRIVATE KEY-----([\s\S]{1,32000}?)-----END [A-Z0-9 ]{0,20}PRIVATE KEY-----/;

/** Thumbprints as importers give them to credentials: of the JWK (RFC 7638), and of the line that SSH writes. */
export function keyPrints(secret: string, { sha256, publicKeyOf }: Ports): readonly string[] {
  // Keys stand in JSON and in variables with their line ends written out.
  const text = secret.replaceAll('\\n', '\n').replaceAll('\\r', '');
  const found = block.exec(text);
  if (found === null) return printsOfJwk(jwkIn(secret), sha256);
  const [pem, form = '', body = ''] = found;
  if (form === 'OPENSSH ') return printOfLine(publicBlobIn(body), sha256);
  const jwk =
    publicKeyOf?.(
      `${pem
        .split('\n')
        .map((line) => line.trim())
        .join('\n')}\n`,
    ) ?? null;
  return [...printsOfJwk(jwk, sha256), ...printOfLine(jwk === null ? null : sshBlob(jwk), sha256)];
}

function jwkIn(secret: string): Readonly<Record<string, unknown>> | null {
  if (!secret.includes('"kty"') || secret.length > 32_000) return null;
  try {
    const value: unknown = JSON.parse(secret);
    return isObject(value) ? value : null;
  } catch {
    // A piece of JSON: no key that is whole.
    return null;
  }
}

function printsOfJwk(jwk: Readonly<Record<string, unknown>> | null, sha256: Sha256): readonly string[] {
  if (jwk === null) return [];
  const print = jwkThumbprint(new Fields(jwk, '', { problem: () => undefined }), sha256);
  return isUnknown(print) ? [] : [print];
}

const printOfLine = (blob: Uint8Array | null, sha256: Sha256): readonly string[] => {
  const type = blob === null ? null : firstTextOf(blob);
  if (blob === null || type === null) return [];
  return [`sha256:${sha256(`${type} ${toBase64(blob)}`).slice(0, 12)}`];
};

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
const toBase64 = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));

function fromBase64(text: string): Uint8Array | null {
  try {
    return ascii(atob(text.replaceAll('-', '+').replaceAll('_', '/').replace(/\s+/g, '')));
  } catch {
    // It is no base64, so no key either.
    return null;
  }
}

/** RFC 4251 §5: a length of four bytes, then so many. */
function stringAt(bytes: Uint8Array, at: number): { readonly value: Uint8Array; readonly end: number } | null {
  if (at + 4 > bytes.length) return null;
  const end = at + 4 + new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0);
  return end > bytes.length ? null : { value: bytes.subarray(at + 4, end), end };
}

function firstTextOf(blob: Uint8Array): string | null {
  const first = stringAt(blob, 0);
  return first === null ? null : String.fromCharCode(...first.value.subarray(0, 64));
}

const magic = 'openssh-key-v1\0';

/** OpenSSH's PROTOCOL.key: cipher, its key derivation with options, the number of keys; the public one is never locked. */
function publicBlobIn(body: string): Uint8Array | null {
  const bytes = fromBase64(body);
  if (bytes === null || String.fromCharCode(...bytes.subarray(0, magic.length)) !== magic) return null;
  let at = magic.length;
  for (let skipped = 0; skipped < 3; skipped += 1) {
    const next = stringAt(bytes, at);
    if (next === null) return null;
    at = next.end;
  }
  return stringAt(bytes, at + 4)?.value ?? null;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = parts.flatMap((part) => {
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, part.length);
    return [...length, ...part];
  });
  return Uint8Array.from(all);
}

/** RFC 4251 §5, `mpint`: a leading nought where the first bit is set. */
const whole = (bytes: Uint8Array): Uint8Array => ((bytes[0] ?? 0) >= 0x80 ? Uint8Array.from([0, ...bytes]) : bytes);

const curves: Readonly<Record<string, string>> = { 'P-256': 'nistp256', 'P-384': 'nistp384', 'P-521': 'nistp521' };

/** The public key as SSH has it (RFC 4253 §6.6, RFC 5656 §3.1, RFC 8709 §4). */
function sshBlob(jwk: Readonly<Record<string, unknown>>): Uint8Array | null {
  const part = (name: string): Uint8Array | null => {
    const text = jwk[name];
    return typeof text === 'string' ? fromBase64(text) : null;
  };
  const [e, n, x, y] = [part('e'), part('n'), part('x'), part('y')];
  const crv = typeof jwk['crv'] === 'string' ? jwk['crv'] : '';
  if (jwk['kty'] === 'RSA' && e !== null && n !== null) return joined([ascii('ssh-rsa'), whole(e), whole(n)]);
  if (crv === 'Ed25519' && x !== null) return joined([ascii('ssh-ed25519'), x]);
  const curve = curves[crv];
  if (curve === undefined || x === null || y === null) return null;
  return joined([ascii(`ecdsa-sha2-${curve}`), ascii(curve), Uint8Array.from([4, ...x, ...y])]);
}
