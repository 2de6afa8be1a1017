// Recorders of the Python SDK write a datetime as an object with its parts.
import { isObject } from '#engine/importers/fields.ts';

const parts = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const;
const two = (part: number, length = 2): string => String(part).padStart(length, '0');

function dateOf(value: Readonly<Record<string, unknown>>): string | null {
  const numbers = parts.map((name) => (Object.hasOwn(value, name) ? value[name] : 0));
  if (!numbers.every((part) => typeof part === 'number' && Number.isInteger(part) && part >= 0)) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = numbers.map(Number);
  return `${two(year, 4)}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}Z`;
}

/** Makes texts of them, in place: the value was parsed for us and nobody else holds it. */
export function plainDates(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  // Parsed data: every member is an own, plain one.
  const object = value as Record<string, unknown>;
  for (const name in object) {
    const inner = object[name];
    if (isObject(inner) && inner['__class__'] === 'datetime') object[name] = dateOf(inner) ?? inner;
    else plainDates(inner);
  }
}
