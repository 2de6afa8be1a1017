// Patterns of IAM: `*` stands for any text, `?` for one character.

/** Longer ones are written by nobody. */
const longest = 512;

/**
 * Does the pattern hold everything that the text, itself a pattern, may stand for? Linear but for the last `*`; says no
 * where it cannot be sure.
 */
export function covers(pattern: string, text: string): boolean {
  if (pattern === '*') return true;
  if (pattern.length > longest || text.length > longest) return false;
  let [at, from, star, retry] = [0, 0, -1, 0];
  while (from < text.length) {
    const [wanted, char] = [pattern[at], text[from]];
    if (wanted === '*') {
      star = at;
      retry = from;
      at += 1;
    } else if (wanted !== undefined && (wanted === char || (wanted === '?' && char !== '*'))) {
      at += 1;
      from += 1;
    } else if (star >= 0) {
      at = star + 1;
      retry += 1;
      from = retry;
    } else return false;
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}

/** Actions are compared without case (IAM JSON policy elements: Action). */
export const coversAction = (pattern: string, action: string): boolean =>
  covers(pattern.toLowerCase(), action.toLowerCase());

const fixed = (pattern: string): string => pattern.toLowerCase().split(/[*?]/, 1).join('');

/** false: nothing can be in both. */
const mayMeet = (one: string, other: string): boolean => {
  const [a, b] = [fixed(one), fixed(other)];
  return a.startsWith(b) || b.startsWith(a);
};

/** What is in the action and in one of the limits. Where two patterns only cross, the action stays as it is. */
export function within(action: string, limits: readonly string[]): readonly string[] {
  const met = limits.filter((limit) => mayMeet(limit, action));
  if (met.some((limit) => coversAction(limit, action))) return [action];
  return met.every((limit) => coversAction(action, limit)) ? met : [action];
}
