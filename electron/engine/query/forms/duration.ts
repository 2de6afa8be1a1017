import { day, hour, minute, second, year } from '#shared/lib/duration.ts';
import type { Scale } from './number.ts';

const units: Readonly<Record<string, number>> = { s: second, min: minute, h: hour, d: day, y: year };
const whole = /^(?:\d{1,9}(?:\.\d{1,6})?(?:min|[shdy]))+$/i;
const parts = /([\d.]+)(min|[shdy])/gi;

/** Seconds of `90s`, `15min`, `1h30min`, `30d`, `1y`; null: it is no duration. */
export function secondsOf(text: string): number | null {
  if (!whole.test(text)) return null;
  let seconds = 0;
  for (const [, amount, unit = ''] of text.matchAll(parts))
    seconds += Number(amount) * (units[unit.toLowerCase()] ?? Number.NaN);
  return seconds;
}

export const durationScale: Scale = {
  label: 'duration',
  expected: 'a duration such as 90s, 15min, 12h, >30d or 1y',
  examples: ['>1h', '>1d', '>30d'],
  read(text) {
    const seconds = secondsOf(text);
    return seconds === null ? null : { from: seconds, end: seconds };
  },
};
