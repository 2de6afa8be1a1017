import { dayMs } from '#shared/lib/duration.ts';
import { isStatic } from '#shared/model/credential.ts';
import { isUnknown } from '#shared/model/fact.ts';
import type { Identity } from '#shared/model/identity.ts';

/** What an identity asks of machines and people at most: as if it were used all the time. NaN: unknown. */
export interface Load {
  /** Access tokens got a day, by one instance for one person. */
  readonly renewals: number;
  /** People who have to sign in or agree again, a day. */
  readonly prompts: number;
  /** Static credentials that are replaced, a year. */
  readonly replacements: number;
}

const dayOfSeconds = 86_400;
const yearMs = 365 * dayMs;

/** `customers`: people that it acts for. */
export function loadOf({ tokenPolicy, credentials }: Identity, customers: number): Load {
  const ttl = tokenPolicy?.accessTtl;
  const renewals = ttl === undefined || isUnknown(ttl) || ttl === 0 ? Number.NaN : dayOfSeconds / ttl;
  const lasting = credentials.filter(({ kind, status }) => status === 'active' && isStatic(kind));
  return {
    renewals,
    prompts: customers === 0 ? 0 : customers * signInsOf(tokenPolicy, renewals),
    replacements: lasting.reduce((sum, credential) => sum + replacementsOf(credential), 0),
  };
}

function signInsOf(policy: Identity['tokenPolicy'], renewals: number): number {
  if (policy === null) return Number.NaN;
  const { refreshAbsolute, refreshIdle } = policy;
  if (refreshAbsolute === null && refreshIdle === null) return renewals;
  if (refreshAbsolute === null || refreshAbsolute === 'never') return 0;
  return isUnknown(refreshAbsolute) || refreshAbsolute === 0 ? Number.NaN : dayOfSeconds / refreshAbsolute;
}

function replacementsOf({ expiresAt, rotatedAt, createdAt }: Identity['credentials'][number]): number {
  if (expiresAt === 'never') return 0;
  const since = isUnknown(rotatedAt) ? createdAt : rotatedAt;
  if (isUnknown(expiresAt) || isUnknown(since) || expiresAt <= since) return Number.NaN;
  return yearMs / (expiresAt - since);
}

/** A cap on what is static begins anew with each replacement. */
export function loadAfter(before: Identity, after: Identity, customers: number, most: number | null): Load {
  const load = loadOf(after, customers);
  if (most === null) return load;
  const lasting = after.credentials.filter(({ kind, status }) => status === 'active' && isStatic(kind)).length;
  const capped = (lasting * yearMs) / (most * 1000);
  const { replacements } = loadOf(before, customers);
  return { ...load, replacements: Number.isNaN(replacements) ? capped : Math.max(replacements, capped) };
}
