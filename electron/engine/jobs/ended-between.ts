import { isOff } from '#engine/scoring/totals.ts';
import type { Workspace } from '#engine/store/store.ts';
import type { Instant } from '#shared/model/fact.ts';

/** Did the last token of a disabled identity end after `since`, by `now`? Its score falls to 0 with it. */
export function endedBetween({ identities }: Pick<Workspace, 'identities'>, since: Instant, now: Instant): boolean {
  const { status, residualUntil } = identities.facts();
  for (let row = 0; row < identities.length; row += 1) {
    const end = residualUntil[row] ?? Number.NaN;
    if (end > since && end <= now && isOff(status[row] ?? 0)) return true;
  }
  return false;
}
