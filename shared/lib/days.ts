/** The last millisecond of a day `YYYY-MM-DD`, UTC; null: there is no such day. */
export function endOfDay(day: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const at = Date.parse(`${day}T23:59:59.999Z`);
  return Number.isNaN(at) || dayOfInstant(at) !== day ? null : at;
}

/** `YYYY-MM-DD`, UTC. */
export const dayOfInstant = (at: number): string => new Date(at).toISOString().slice(0, 10);
