import { type Instant, isUnknown } from '#shared/model/fact.ts';
import type { Grant } from '#shared/model/grant.ts';
import type { Identity } from '#shared/model/identity.ts';

/** An offline session of which the source says when it ends. Instants in milliseconds. */
export interface Session {
  readonly grant: Grant;
  /** null: nobody says since when. */
  readonly since: Instant | null;
  readonly until: Instant;
}

/** Offline sessions whose end is known, the one that ends first at the front. */
export function sessionsOf({ grants }: Pick<Identity, 'grants'>): Session[] {
  return grants
    .flatMap((grant): Session[] => {
      const { offline, expiresAt, consent } = grant;
      if (!offline || typeof expiresAt !== 'number') return [];
      const given = consent === null || isUnknown(consent.givenAt) ? null : consent.givenAt;
      return [{ grant, since: given, until: expiresAt }];
    })
    .sort((one, other) => one.until - other.until);
}

/** The last end of them. -Infinity: there are none. Infinity: one never ends. NaN: no end is known. */
export function sessionEndOf(identity: Pick<Identity, 'grants'>): Instant {
  const offline = identity.grants.filter((grant) => grant.offline);
  if (offline.length === 0) return Number.NEGATIVE_INFINITY;
  if (offline.some(({ expiresAt }) => expiresAt === 'never')) return Number.POSITIVE_INFINITY;
  return sessionsOf(identity).at(-1)?.until ?? Number.NaN;
}
