import { type Fact, unknown } from '#shared/model/fact.ts';
import type { Sha256 } from '#shared/model/identity-id.ts';
import type { Fields } from './fields.ts';

/** Members of a public key that make its thumbprint, in their order (RFC 7638 §3.2, RFC 8037 §2). */
const required: Readonly<Record<string, readonly string[]>> = {
  EC: ['crv', 'kty', 'x', 'y'],
  RSA: ['e', 'kty', 'n'],
  OKP: ['crv', 'kty', 'x'],
};

/** `sha256:` and the first 12 hex digits of the thumbprint of a JWK; unknown where a member of the key is missing. */
export function jwkThumbprint(key: Fields, sha256: Sha256): Fact<string> {
  const names = required[key.plain('kty')];
  if (names === undefined) return unknown('not_in_export');
  const members = names.map((name) => [name, key.plain(name)] as const);
  if (members.some(([, value]) => value === '')) return unknown('not_in_export');
  return `sha256:${sha256(JSON.stringify(Object.fromEntries(members))).slice(0, 12)}`;
}
