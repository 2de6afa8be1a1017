// Hydra's API writes `client_name`, its database rows in Go's names write `ClientName` or another name altogether.
import { type Fields, isObject } from '#engine/importers/fields.ts';
import type { Fact, Instant } from '#shared/model/fact.ts';

/** The first of the names that the object has. */
export const nameIn = (fields: Fields, ...names: readonly string[]): string =>
  names.find((name) => fields.raw(name) !== undefined) ?? names[0] ?? '';

export const textIn = (fields: Fields, ...names: readonly string[]): string => fields.plain(nameIn(fields, ...names));

/** A list; rows of the database hold one as `a|b`, and as JSON in newer versions. */
export function listIn(fields: Fields, ...names: readonly string[]): readonly string[] | undefined {
  const name = nameIn(fields, ...names);
  const value = fields.raw(name);
  if (typeof value !== 'string') return fields.texts(name);
  const text = fields.plain(name);
  if (!text.startsWith('[')) return text.split('|').filter((part) => part !== '');
  try {
    const list: unknown = JSON.parse(text);
    if (Array.isArray(list)) return list.filter((one) => typeof one === 'string');
  } catch {
    // A text that only begins like a list is one name.
  }
  return [text];
}

export const scopesIn = (text: string): readonly string[] => [
  ...new Set(text.split(/\s+/).filter((one) => one !== '')),
];

/** `0001-01-01` is Go's word for a time that nobody set. */
export function timeIn(fields: Fields, ...names: readonly string[]): Fact<Instant> | undefined {
  const name = nameIn(fields, ...names);
  const value = fields.raw(name);
  // sql.NullTime
  if (isObject(value)) {
    const inner = fields.object(name);
    return inner?.isTrue('Valid') ? timeIn(inner, 'Time') : undefined;
  }
  const read = fields.instant(name);
  return read === 'never' ? undefined : read;
}
