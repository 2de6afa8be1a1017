// Clients that look like the same one registered again, and the one that stands for its authorization server.
import { isUnknown } from '#shared/model/fact.ts';
import type { Identity } from '#shared/model/identity.ts';
import { traitBits } from './registration-traits.ts';

/** 53 bits of a text (two FNV-1a hashes): equal texts are equal, others as good as never. */
function textHash(text: string): number {
  let [high, low] = [0x811c9dc5, 0x9747b28c];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ code, 0x85ebca6b) ^ (low >>> 13);
  }
  return (high >>> 11) * 2 ** 32 + (low >>> 0);
}

/** Name and redirects inside the tenant as one number; NaN: they are not known, or it has no redirect. */
export function twinKey({ tenant, name, registration }: Pick<Identity, 'tenant' | 'name' | 'registration'>): number {
  if (registration === undefined || isUnknown(registration.redirectUris)) return Number.NaN;
  if (registration.redirectUris.length === 0) return Number.NaN;
  return textHash(JSON.stringify([tenant.id, name.toLowerCase(), [...registration.redirectUris].sort()]));
}

export interface TwinInput {
  readonly length: number;
  readonly status: ArrayLike<number>;
  readonly twin: ArrayLike<number>;
}

/** How many that are alive have the same name and redirects, the row itself counted; 0: nobody knows. */
export function twinsOf({ length, status, twin }: TwinInput): Uint32Array {
  const counts = new Map<number, number>();
  for (let row = 0; row < length; row += 1) {
    const key = twin[row] ?? Number.NaN;
    if (!Number.isNaN(key) && status[row] === 0) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return Uint32Array.from({ length }, (_, row) => (status[row] === 0 ? (counts.get(twin[row] ?? Number.NaN) ?? 0) : 0));
}

export interface ServerInput {
  readonly length: number;
  readonly tenant: ArrayLike<number>;
  readonly status: ArrayLike<number>;
  readonly builtIn: ArrayLike<number>;
  readonly registration: ArrayLike<number>;
  readonly createdAt: ArrayLike<number>;
}

const spoken =
  traitBits.openServer |
  traitBits.anyDocument |
  traitBits.namelessServer |
  traitBits.plainServer |
  traitBits.noChallenges;

/**
 * 1 for the one identity of each tenant that stands for its authorization server: what is a setting of the server is said
 * once, there. A client that is a part of the product comes first (Keycloak's `realm-management` is what registration asks
 * for permission), then one that registered itself, since it came in through the setting; among equals the oldest.
 */
export function serverHomes(input: ServerInput): Uint8Array {
  const best = new Map<number, number>();
  const rank = (row: number): number =>
    (input.status[row] === 0 ? 0 : 4) +
    (input.builtIn[row] === 1 ? 0 : ((input.registration[row] ?? 0) & traitBits.dynamic) !== 0 ? 1 : 2);
  const age = (row: number): number => {
    const at = input.createdAt[row] ?? Number.NaN;
    return Number.isNaN(at) ? Number.POSITIVE_INFINITY : at;
  };
  for (let row = 0; row < input.length; row += 1) {
    if (((input.registration[row] ?? 0) & spoken) === 0) continue;
    const tenant = input.tenant[row] ?? 0;
    const other = best.get(tenant);
    const isBetter =
      other === undefined || rank(row) < rank(other) || (rank(row) === rank(other) && age(row) < age(other));
    if (isBetter) best.set(tenant, row);
  }
  const homes = new Uint8Array(input.length);
  for (const row of best.values()) homes[row] = 1;
  return homes;
}
