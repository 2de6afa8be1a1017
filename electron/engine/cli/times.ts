/** ISO 8601, UTC; null stays null. */
export const timeOf = (instant: number | null): string | null =>
  instant === null ? null : new Date(instant).toISOString();
