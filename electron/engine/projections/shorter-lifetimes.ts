import type { WatchView } from '#shared/contract/contract.ts';
import { day, hour } from '#shared/lib/duration.ts';

/**
 * What it would save and cost to cut every lifetime to a policy (PRODUCT section 3.12). Lifetimes in seconds: Infinity never
 * ends and saves no number of hours, NaN is unknown and counts for nothing. Each identity is taken to be in use all the
 * time, so the renewals are the most that there can be.
 */
export function shorterLifetimes(
  lifetimes: ArrayLike<number>,
  rows: Iterable<number>,
  policySeconds: number,
): WatchView<'lifetimes.view'>['shorter'] {
  let [hoursSaved, ended, renewalsPerDay] = [0, 0, 0];
  for (const row of rows) {
    const lifetime = lifetimes[row] ?? Number.NaN;
    if (!(lifetime > policySeconds)) continue;
    if (lifetime === Number.POSITIVE_INFINITY) ended += 1;
    else hoursSaved += (lifetime - policySeconds) / hour;
    renewalsPerDay += day / policySeconds - day / lifetime;
  }
  return { hoursSaved, ended, renewalsPerDay };
}
