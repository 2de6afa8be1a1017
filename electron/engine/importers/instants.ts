import type { Instant } from '#shared/model/fact.ts';

/** What a source wrote where a time belongs. */
export type ReadInstant =
  | { readonly is: 'instant'; readonly at: Instant }
  | { readonly is: 'never' }
  | { readonly is: 'nothing' }
  | { readonly is: 'out_of_range' }
  | { readonly is: 'unreadable' };

const neverWords = new Set([
  'never',
  'none',
  'n/a',
  'na',
  '0',
  'null',
  '-',
  'no expiry',
  'never expires',
  'does not expire',
]);
const nothingWords = new Set(['', 'unknown', 'no_information', 'not_supported', 'not supported', 'not recorded']);

const earliest = 0;
const latest = Date.UTC(2200, 0, 1);
/** Below, a number is seconds; above, milliseconds: 10^11 s is the year 5138, 10^11 ms is 1973. */
const secondsBelow = 100_000_000_000;

const iso =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|z|UTC|[+-]\d{2}:?\d{2})?)?$/;

const nothing: ReadInstant = { is: 'nothing' };
const never: ReadInstant = { is: 'never' };
const unreadable: ReadInstant = { is: 'unreadable' };

const inRange = (at: number): ReadInstant =>
  at >= earliest && at < latest ? { is: 'instant', at: Math.round(at) } : { is: 'out_of_range' };

/** Reads epoch seconds, epoch milliseconds, `/Date(ms)/`, ISO 8601 (UTC where no zone is said) and the vendors' words for never. */
export function readInstant(value: unknown, unit: 's' | 'ms' | 'any' = 'any'): ReadInstant {
  if (value === null || value === undefined) return nothing;
  if (typeof value === 'number') return fromNumber(value, unit);
  if (typeof value !== 'string') return unreadable;
  const text = value.trim();
  const word = text.toLowerCase();
  if (nothingWords.has(word)) return nothing;
  if (neverWords.has(word) || word.startsWith('9999-12-31') || word.startsWith('0001-01-01')) return never;
  if (/^-?\d+(\.\d+)?$/.test(text)) return fromNumber(Number(text), unit);
  const date = /^\\?\/Date\((-?\d+)(?:[+-]\d{4})?\)\\?\/$/.exec(text);
  if (date) return fromTicks(Number(date[1]));
  if (/^[+-]?\d{5,}-\d\d/.test(text)) return { is: 'out_of_range' };
  return fromIso(text);
}

/** The first and the last day of .NET's calendar stand for no date at all. */
const [firstDay, lastDay] = [Date.parse('0001-01-02T00:00:00Z'), Date.parse('9999-12-31T00:00:00Z')];

const fromTicks = (value: number): ReadInstant =>
  value < firstDay || value >= lastDay ? never : fromNumber(value, 'ms');

function fromNumber(value: number, unit: 's' | 'ms' | 'any'): ReadInstant {
  if (!Number.isFinite(value)) return unreadable;
  if (value === 0) return never;
  const seconds = unit === 's' || (unit === 'any' && Math.abs(value) < secondsBelow);
  return inRange(seconds ? value * 1000 : value);
}

function fromIso(text: string): ReadInstant {
  const parts = iso.exec(text);
  if (!parts) return unreadable;
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map((index) => Number(parts[index] ?? 0));
  if (year === undefined || month === undefined || day === undefined) return unreadable;
  const at = Date.UTC(year, month - 1, day, hour, minute, second) + Number(`0.${parts[7] ?? 0}`) * 1000;
  const read = new Date(Date.UTC(year, month - 1, day));
  const real = read.getUTCMonth() === month - 1 && read.getUTCDate() === day;
  if (!real || (hour ?? 0) > 24 || (minute ?? 0) > 59 || (second ?? 0) > 60) return unreadable;
  return inRange(at - zoneMinutes(parts[8]) * 60_000);
}

function zoneMinutes(zone: string | undefined): number {
  const parts = zone === undefined ? null : /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (!parts) return 0;
  return (parts[1] === '-' ? -1 : 1) * (Number(parts[2]) * 60 + Number(parts[3]));
}
