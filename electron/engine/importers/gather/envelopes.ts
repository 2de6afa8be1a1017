// Envelopes that arrive whole, as each of several JSON values or documents of one file does.
import { isObject } from '#engine/importers/fields.ts';
import type { Item } from '#engine/importers/importer.ts';

/** What stands inside an item, as an item of its own. */
export function inside(item: Item, steps: readonly (string | number)[], value: unknown): Item {
  const prefix = `${steps.join('.')}.`;
  const path = steps.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  const fingerprints = [...item.fingerprints]
    .filter(([at]) => at.startsWith(prefix))
    .map(([at, print]) => [at.slice(prefix.length), print] as const);
  return { ...item, path: item.path + path, value, fingerprints: new Map(fingerprints) };
}

/** The elements of the item's lists under these names; the item itself where it has none. */
export function elementsOf(item: Item, names: readonly string[]): readonly Item[] {
  const { value } = item;
  if (!isObject(value)) return [item];
  const lists = names.filter((name) => Object.hasOwn(value, name) && Array.isArray(value[name]));
  if (lists.length === 0) return [item];
  return lists.flatMap((name) => {
    const list = value[name];
    return Array.isArray(list) ? list.map((inner: unknown, index) => inside(item, [name, index], inner)) : [];
  });
}
