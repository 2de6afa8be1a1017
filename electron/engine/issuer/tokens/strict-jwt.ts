// How every JWT is read before anybody asks who signed it. jose would take some of what is refused here.
import { type Algorithm, algorithms } from '#engine/issuer/model.ts';
import { readBase64url } from './base64url.ts';
import { JwtRefusal } from './jwt-refusal.ts';
import { readJsonObject } from './strict-json.ts';

export type Claims = Readonly<Record<string, unknown>>;

/** Read, not verified: nothing in it is true yet. */
export interface Jwt {
  /** The compact form (RFC 7515 §7.1). */
  readonly text: string;
  readonly header: JwtHeader;
  readonly claims: Claims;
}

export interface JwtHeader {
  readonly alg: Algorithm;
  /** Lower case, without `application/`; null: absent. */
  readonly typ: string | null;
  /** A name to look a key up by, nothing else (RFC 7515 §4.1.4). */
  readonly kid: string | null;
  /** undefined unless the use allows it. */
  readonly jwk: unknown;
}

/** What a JWT is presented as. Explicit types keep one use from passing for another (RFC 8725 §3.11). */
export interface JwtUse {
  /** In lower case; null: a header without `typ` is taken. */
  readonly typ: readonly (string | null)[];
  /** Only a DPoP proof brings its own key (RFC 9449 §4.2). */
  readonly allowJwk: boolean;
}

const maxLength = 16 * 1024;
const maxKid = 256;
/** Extensions nobody here understands, and ways to have us fetch or trust a key of the sender's (RFC 8725 §3.10). */
const refusedHeaders = ['crit', 'b64', 'zip', 'cty', 'jku', 'x5u', 'x5c'] as const;
const numericDates = ['exp', 'nbf', 'iat'] as const;

/** Reads a JWS in compact form whose payload is a claims set (RFC 7519 §7.2 steps 1–10). Throws JwtRefusal. */
export function readJwt(text: string, use: JwtUse): Jwt {
  if (text.length > maxLength) throw new JwtRefusal(`the JWT is longer than ${maxLength} characters`);
  const parts = text.split('.');
  // An encrypted JWT has five parts, a detached payload or the absent signature of `none` is an empty one.
  if (parts.length !== 3) throw new JwtRefusal('the JWT has not three parts');
  const [header, claims] = parts.map((part) => {
    const bytes = readBase64url(part);
    if (bytes === null) throw new JwtRefusal('a part of the JWT is empty or no canonical base64url');
    return bytes;
  });
  if (header === undefined || claims === undefined) throw new JwtRefusal('the JWT has not three parts');
  return { text, header: readHeader(readJsonObject(header, 'header'), use), claims: readClaims(claims) };
}

function readHeader(header: Claims, use: JwtUse): JwtHeader {
  const refused = refusedHeaders.find((name) => Object.hasOwn(header, name));
  if (refused !== undefined) throw new JwtRefusal(`the header has the member ${refused}`);
  if (!use.allowJwk && Object.hasOwn(header, 'jwk')) throw new JwtRefusal('the header brings a key of its own');
  const alg = algorithms.find((algorithm) => algorithm === header['alg']);
  if (alg === undefined) throw new JwtRefusal('alg is none of the algorithms that are taken');
  const typ = readTyp(header);
  if (!use.typ.includes(typ)) throw new JwtRefusal('typ says that it is for another use');
  return { alg, typ, kid: readKid(header), jwk: header['jwk'] };
}

/** Media types are compared without case, and `application/` may be left out (RFC 7515 §4.1.9). */
function readTyp(header: Claims): string | null {
  if (!Object.hasOwn(header, 'typ')) return null;
  const typ = header['typ'];
  if (typeof typ !== 'string') throw new JwtRefusal('typ is no string');
  return typ.toLowerCase().replace(/^application\//, '');
}

function readKid(header: Claims): string | null {
  if (!Object.hasOwn(header, 'kid')) return null;
  const kid = header['kid'];
  if (typeof kid !== 'string' || kid.length > maxKid) throw new JwtRefusal('kid is no string or too long');
  return kid;
}

function readClaims(bytes: Uint8Array): Claims {
  const claims = readJsonObject(bytes, 'claims set');
  for (const name of numericDates) {
    if (Object.hasOwn(claims, name) && !Number.isFinite(claims[name])) {
      throw new JwtRefusal(`${name} is no finite number`);
    }
  }
  return claims;
}

/** A claim that must be a string of 1 to `longest` characters. Throws JwtRefusal. */
export function stringClaim(claims: Claims, name: string, longest = 2048): string {
  const value = claims[name];
  if (typeof value !== 'string' || value === '' || value.length > longest) {
    throw new JwtRefusal(`${name} is absent, no string, empty or too long`);
  }
  return value;
}

/** A NumericDate (RFC 7519 §2) in milliseconds; null: absent. readJwt has seen that it is finite. */
export function dateClaim(claims: Claims, name: (typeof numericDates)[number]): number | null {
  const value = claims[name];
  return typeof value === 'number' ? value * 1000 : null;
}
