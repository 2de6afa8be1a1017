import { type Fields, isObject } from '#engine/importers/fields.ts';

interface Element {
  readonly element: Fields;
  readonly raw: unknown;
  /** `.owners[2]` */
  readonly at: string;
}

/** The objects of a list with the places where they stand. */
export function elementsOf(fields: Fields, name: string): readonly Element[] {
  const list = fields.raw(name);
  const places = (Array.isArray(list) ? [...list.entries()] : []).filter(([, raw]) => isObject(raw));
  return fields.objects(name).flatMap((element, index): readonly Element[] => {
    const place = places[index];
    return place === undefined ? [] : [{ element, raw: place[1], at: `.${name}[${place[0]}]` }];
  });
}
