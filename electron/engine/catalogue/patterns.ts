/** A test for a text with `*` in it, each standing for any run of characters. Upper and lower case are the same. */
export type Test = (lowerCased: string) => boolean;

/**
 * Backtracks to the last `*` only, so that the worst case is length × length whatever the pattern: patterns come out of
 * imported policies too.
 */
export function matches(pattern: string, text: string): boolean {
  let [at, place, star, resume] = [0, 0, -1, 0];
  while (at < text.length) {
    if (place < pattern.length && pattern[place] === '*') {
      star = place++;
      resume = at;
    } else if (place < pattern.length && pattern[place] === text[at]) {
      place += 1;
      at += 1;
    } else if (star >= 0) {
      place = star + 1;
      at = ++resume;
    } else return false;
  }
  while (pattern[place] === '*') place += 1;
  return place === pattern.length;
}

export const namesIn = (list: string): readonly string[] =>
  list
    .split(/[,\n]/)
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');

/** `https://graph.microsoft.com/User.Read` is `User.Read`. */
export const lastPart = (scope: string): string => scope.slice(scope.lastIndexOf('/') + 1);

/** `get:secrets[db]` is `get:secrets`. */
export const beforeBracket = (scope: string): string =>
  scope.includes('[') ? scope.slice(0, scope.indexOf('[')) : scope;

/** One test for a list of names and patterns. */
export function testOf(list: string): Test {
  const names = namesIn(list);
  if (names.includes('*')) return () => true;
  const exact = new Set(names.filter((name) => !name.includes('*')));
  const patterns = names.filter((name) => name.includes('*'));
  return (text) => exact.has(text) || patterns.some((pattern) => matches(pattern, text));
}

/** Is there a text that both fit? */
export function overlap(one: string, other: string): boolean {
  // reach[j]: what stands before here in `one` and before j in `other` may be the same text.
  let reach = [true];
  for (const letter of other) reach.push(letter === '*' && reach.at(-1) === true);
  for (const letter of one) {
    const next = [letter === '*' && reach[0] === true];
    for (let j = 1; j < reach.length; j += 1) {
      const across = other[j - 1];
      // A star takes one more letter of the other side, or none.
      if (letter === '*' || across === '*') next.push(reach[j] === true || next[j - 1] === true);
      else next.push(letter === across && reach[j - 1] === true);
    }
    reach = next;
  }
  return reach.at(-1) === true;
}
