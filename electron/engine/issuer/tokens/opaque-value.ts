// Values that are secrets by themselves: 256 bits of chance behind a prefix by which people and scanners tell them apart.
import type { Hash, Random } from '#engine/system/system.ts';
import { base64urlOf, base64urlOfHex } from './base64url.ts';

const prefixes = {
  accessToken: 'nhi_at_',
  refreshToken: 'nhi_rt_',
  apiKey: 'nhi_key_',
  clientSecret: 'nhi_cs_',
  registrationToken: 'nhi_ra_',
  initialAccessToken: 'nhi_ia_',
} as const;
export type OpaqueKind = keyof typeof prefixes;

const shape = /^(nhi_[a-z]+_)[A-Za-z0-9_-]{43}$/;

export const newOpaqueValue = (kind: OpaqueKind, random: Random): string =>
  `${prefixes[kind]}${base64urlOf(random.bytes(32))}`;

/** What a value says it is; null: it is none of ours. */
export function opaqueKindOf(value: string): OpaqueKind | null {
  const prefix = shape.exec(value)?.[1];
  for (const kind of Object.keys(prefixes) as OpaqueKind[]) if (prefixes[kind] === prefix) return kind; // Its own keys.
  return null;
}

/** `jti` of an opaque access token or a refresh token: SHA-256 of its value, base64url. */
export const jtiOfValue = (value: string, hash: Pick<Hash, 'sha256'>): string => base64urlOfHex(hash.sha256(value));
