import type { IdentityId, TenantId } from './ids.ts';
import type { Tenant, Vendor } from './tenant.ts';

/** SHA-256 of the UTF-8 text, hex. */
export type Sha256 = (text: string) => string;

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
const separator = '\u001f';

/** The first characters of RFC 4648 base32 (lower case) over the bytes that the hex text stands for. */
function base32(hex: string, length: number): string {
  let text = '';
  for (let at = 0; text.length < length; at += 5) {
    const bits = Number.parseInt(hex.slice(at, at + 5), 16);
    for (const shift of [15, 10, 5, 0]) text += alphabet[(bits >> shift) & 31];
  }
  return text.slice(0, length);
}

/** The same object has the same id everywhere. `namespace` keeps a client and a user apart that have one external id. */
export function identityId(sha256: Sha256, tenant: TenantId, namespace: string, externalId: string): IdentityId {
  // The brand is given here and only here.
  return `idn_${base32(sha256([tenant, namespace, externalId].join(separator)), 16)}` as IdentityId;
}

/** A tenant is its vendor and the id that the file carries, else its name. */
export function tenantOf(sha256: Sha256, vendor: Vendor, id: string | null, name: string): Tenant {
  // The brand is given here and only here.
  return { id: `ten_${base32(sha256([vendor, id ?? name].join(separator)), 12)}` as TenantId, vendor, name };
}
