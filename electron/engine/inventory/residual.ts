import type { Instant, Seconds } from '#shared/model/fact.ts';
import { isUnknown } from '#shared/model/fact.ts';
import type { Identity } from '#shared/model/identity.ts';
import { observedAt } from './lifetime.ts';

/**
 * Until when a token may be believed that an identity got before it was disabled: whoever verifies a JWT by itself goes on
 * to its `exp` (RFC 9068 §4), whatever became of the client. It was issued at the last use at the latest, else when the
 * source was read. It cannot be renewed or exchanged any more: that takes a client that is enabled.
 * -Infinity: it has none, or gets no tokens of its own. NaN: nobody says how long they live.
 */
export function residualUntil(identity: Identity): Instant {
  const { tokenPolicy, lastUsedAt } = identity;
  if (tokenPolicy === null || lastUsedAt === 'never') return Number.NEGATIVE_INFINITY;
  if (isUnknown(tokenPolicy.accessTtl)) return Number.NaN;
  const issued = isUnknown(lastUsedAt) ? observedAt(identity) : lastUsedAt;
  return issued + tokenPolicy.accessTtl * 1000;
}

/** The same with what a log shows: a token that was got at a later use is believed for longer. */
export const residualWithUse = (said: Instant, lastUsedAt: Instant, accessTtl: Seconds): Instant =>
  accessTtl > 0 && Number.isFinite(lastUsedAt) ? Math.max(said, lastUsedAt + accessTtl * 1000) : said;
