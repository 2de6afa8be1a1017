export interface FuzzyMatch {
  readonly score: number;
  /** Positions in the text that the query hit. */
  readonly hits: readonly number[];
}

const wordStart = /[\s\-_/.:]/;

/**
 * Do the letters of the query stand in the text in this order? Beginnings of words and letters in a row count more.
 * null: no match. The empty query matches everything.
 */
export function fuzzyMatch(text: string, query: string): FuzzyMatch | null {
  const haystack = text.toLowerCase();
  const needle = query.toLowerCase().replaceAll(' ', '');
  const whole = haystack.indexOf(query.toLowerCase().trim());
  if (needle !== '' && whole >= 0) {
    const length = query.trim().length;
    const start = whole === 0 || wordStart.test(haystack[whole - 1] ?? '') ? 100 : 50;
    return { score: start + length * 4 - text.length * 0.1, hits: Array.from({ length }, (_, at) => whole + at) };
  }
  const hits: number[] = [];
  let score = 0;
  let from = 0;
  for (const letter of needle) {
    const at = haystack.indexOf(letter, from);
    if (at < 0) return null;
    if (at === 0 || wordStart.test(haystack[at - 1] ?? '')) score += 4;
    if (at === from && hits.length > 0) score += 2;
    hits.push(at);
    from = at + 1;
  }
  return { score: score - text.length * 0.1, hits };
}
