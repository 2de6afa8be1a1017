// Secrets under names that only one vendor gives them, so that the common boundary cannot know them.
import type { Item } from '#engine/importers/importer.ts';
import { isPlaceholder } from '#engine/importers/placeholders.ts';
import { stripped } from '#engine/importers/strip-secrets.ts';
import type { Fact } from '#shared/model/fact.ts';

/** Blanks in place whatever stands under one of the names, however deep: the value was parsed for us. */
export function blankNamed(value: unknown, names: ReadonlySet<string>): void {
  if (Array.isArray(value)) {
    for (const inner of value) blankNamed(inner, names);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  // Parsed data: every member is an own, plain one.
  const object = value as Record<string, unknown>;
  for (const name in object) {
    if (names.has(name)) object[name] = blanked(object[name]);
    else blankNamed(object[name], names);
  }
}

/** How many there were stays to be seen. */
function blanked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(blanked);
  const isNothing = value === null || value === '' || typeof value === 'boolean' || typeof value === 'number';
  return isNothing ? value : stripped;
}

/** Blanks a member of an object and keeps its fingerprint: equal secrets are worth seeing. */
export function withoutSecret(item: Item, name: string, fingerprint: (secret: string) => string): Item {
  const { value } = item;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return item;
  // Parsed data: every member is an own, plain one.
  const object = value as Record<string, unknown>;
  const secret = object[name];
  if (secret === stripped || secret === '' || secret === null) return item;
  const isText = typeof secret === 'string' && !isPlaceholder(secret);
  object[name] = blanked(secret);
  if (!isText) return item;
  return { ...item, fingerprints: new Map<string, Fact<string>>([...item.fingerprints, [name, fingerprint(secret)]]) };
}
