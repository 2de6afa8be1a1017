// Tells whether an object became what a step said it would.
import { changed, newSecret } from '#engine/connectors/connector.ts';
import { stableStringify } from '#shared/lib/stable-stringify.ts';
import type { Json, JsonObject } from '#shared/model/json.ts';

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isSame = (one: Json, other: Json): boolean => stableStringify(one) === stableStringify(other);

/** Members that nobody spoke of must be as they were; lists are compared as they stand. */
export function isAsExpected(after: Json, observed: Json, before: Json): boolean {
  if (!isObject(after)) return isSame(after, observed);
  if (!isObject(observed)) return false;
  const earlier = isObject(before) ? before : {};
  const names = new Set([...Object.keys(after), ...Object.keys(observed)]);
  return [...names].every((name) => {
    const [wanted, found, was] = [after[name], observed[name], earlier[name]];
    if (wanted === changed || wanted === newSecret) return found !== undefined && !isSame(found, was ?? null);
    if (wanted === undefined || found === undefined) return false;
    return isAsExpected(wanted, found, was ?? null);
  });
}

/** Names of what differs, `attributes.access.token.lifespan`, for the message of a refusal; at most `most`. */
export function differences(one: Json, other: Json, most = 5): readonly string[] {
  if (isSame(one, other)) return [];
  if (!isObject(one) || !isObject(other)) return ['the whole'];
  const found: string[] = [];
  for (const name of [...new Set([...Object.keys(one), ...Object.keys(other)])].sort()) {
    const [mine, theirs] = [one[name], other[name]];
    if (mine === undefined || theirs === undefined) found.push(name);
    else if (isObject(mine) && isObject(theirs))
      found.push(...differences(mine, theirs, most).map((inner) => `${name}.${inner}`));
    else if (!isSame(mine, theirs)) found.push(name);
    if (found.length >= most) break;
  }
  return found.slice(0, most);
}

/** Sending it twice would make two secrets, and the second would kill the first. */
export const makesSecret = (after: Json): boolean => stableStringify(after).includes(newSecret);
