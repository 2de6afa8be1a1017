import type { Fields } from '#engine/importers/fields.ts';
import { type Fact, type Seconds, unknown } from '#shared/model/fact.ts';

const units: Readonly<Record<string, Seconds>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
};
const whole = /^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h|d))+$/;

/** `31h0m0s`, `768h`, `43200s` (Go's time.ParseDuration, protobuf's JSON) and Vault's days; null: it is none of them. */
export function goDuration(text: string): Seconds | null {
  const trimmed = text.trim();
  if (trimmed.length > 100 || !whole.test(trimmed)) return null;
  let seconds = 0;
  for (const [, count = '0', unit = 's'] of trimmed.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h|d)/g))
    seconds += Number(count) * (units[unit] ?? 0);
  return Number.isFinite(seconds) ? seconds : null;
}

/** A length of time that is a number of seconds or a duration in words; `undefined` where there is none. */
export function durationIn(fields: Fields, name: string): Fact<Seconds> | undefined {
  const value = fields.raw(name);
  if (typeof value !== 'string' || /^\s*(?:-?\d+(?:\.\d+)?)?\s*$/.test(value)) return fields.seconds(name);
  const seconds = goDuration(value);
  if (seconds !== null) return seconds;
  fields.complain('warning', 'import.unreadable_value', name, `${name} is not a duration: unknown`);
  return unknown('unreadable');
}
