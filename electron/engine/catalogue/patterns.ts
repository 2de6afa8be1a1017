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

/** One test for a list of names and patterns. */
export function testOf(list: string): Test {
  const names = namesIn(list);
  if (names.includes('*')) return () => true;
  const exact = new Set(names.filter((name) => !name.includes('*')));
  const patterns = names.filter((name) => name.includes('*'));
  return (text) => exact.has(text) || patterns.some((pattern) => matches(pattern, text));
}
