import type { ImportContext, Item, Reading } from '#engine/importers/importer.ts';
import { RootObject } from '#engine/importers/root-object.ts';
import type { GatheredFile } from './gathered-file.ts';

interface Form {
  /** Makes of one item what the file's objects are: more than one where a list was wrapped, none where it only wraps. */
  readonly unwrap?: (item: Item) => readonly Item[];
  /** The members of an object that only stands around a list. */
  readonly isEnvelope: (members: readonly string[]) => boolean;
}

/** Reads a file that is a list of objects, an envelope with a list in it, one object, or a recording of all these. */
export function readObjects<Known>(
  context: ImportContext,
  file: GatheredFile<Known>,
  elements: readonly string[],
  { unwrap, isEnvelope }: Form,
): Reading {
  const root = new RootObject();
  let isList = false;

  function take(item: Item): void {
    for (const one of unwrap?.(item) ?? [item]) file.item(one);
  }

  return {
    item(item) {
      if (elements.includes(item.pattern)) {
        isList ||= item.asked === undefined;
        take(item);
      } else if (item.asked === undefined) root.take(item);
    },
    missed: (pattern) => root.missed(pattern),
    *end() {
      if (!isList && root.names.length > 0 && !isEnvelope(root.names)) {
        if (root.isWhole) take(root.item(context.fingerprint));
        else file.reject('import.truncated', '$', null, 'the object is not whole: left out');
      }
      yield* file.finish();
    },
  };
}
