import { dayMs } from '#shared/lib/duration.ts';
import type { Instant } from '#shared/model/fact.ts';

/** The moment at which the examples of rules are run. */
export const exampleNow: Instant = Date.UTC(2026, 2, 14, 12, 4);

/** So many days before it. */
export const exampleInstant = (daysAgo: number): Instant => exampleNow - daysAgo * dayMs;
