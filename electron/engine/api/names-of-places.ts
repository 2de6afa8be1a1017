// Files of one folder are of one tenant: where one of them says what it is called, all of them are called so.
import type { HeadPreview } from '#engine/importers/preview.ts';

type Placed = Pick<HeadPreview, 'tenant' | 'tenantByPlace' | 'placeName'>;

const placeOf = ({ tenant, tenantByPlace }: Placed): string => `${tenant?.vendor ?? ''}\u001f${tenantByPlace}`;

/** What the tenant of a file is called after another file of its place; undefined: none says it, or two differ. */
export function namesOfPlaces(files: Iterable<Placed>): (file: Placed) => string | undefined {
  const names = new Map<string, string | null>();
  for (const file of files) {
    if (file.placeName === null) continue;
    const place = placeOf(file);
    const before = names.get(place);
    names.set(place, before === undefined || before === file.placeName ? file.placeName : null);
  }
  return (file) => names.get(placeOf(file)) ?? undefined;
}
