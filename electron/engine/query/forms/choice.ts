import type { Form, RowTest } from '#engine/query/field.ts';
import { nearest } from '#engine/query/nearest.ts';
import { type Literal, type Outcome, right, type Value, wrong } from '#engine/query/query.ts';

/** One of a few words, each a code of a column: `kind`, `status`, `band`. */
export function choice<S>(words: readonly string[], codesOf: (source: S) => ArrayLike<number>): Form<S> {
  return among(Object.fromEntries(words.map((word, code) => [word, (source: S) => isCode(codesOf(source), code)])));
}

function isCode(codes: ArrayLike<number>, code: number): RowTest {
  return (row) => codes[row] === code;
}

/** One of a few words, each with a test of its own. */
export function among<S>(tests: Readonly<Record<string, (source: S) => RowTest>>): Form<S> {
  const words = Object.keys(tests);
  return {
    label: 'one of',
    examples: words,
    compared: false,
    test(value) {
      const plain = plainLiteral(value);
      if (!plain.ok) return plain;
      const word = plain.value.text.toLowerCase();
      const test = Object.hasOwn(tests, word) ? tests[word] : undefined;
      return test ? right(test) : noSuchWord(plain.value, words);
    },
    offers: () => words.map((text) => ({ text, count: null })),
  };
}

function noSuchWord(literal: Literal, words: readonly string[]): Outcome<never> {
  const meant = nearest(literal.text.toLowerCase(), words);
  const list = `one of ${words.join(', ')}`;
  return wrong(literal, `“${literal.text}” is none of its values.`, meant === null ? list : `“${meant}”, or ${list}`);
}

/** The literal of a value without comparison or range. */
export function plainLiteral({ operator, literal, ...span }: Value): Outcome<Literal> {
  if (operator === '') return right(literal);
  return wrong(
    span,
    'Only numbers, durations and times are compared.',
    'a value without a comparison; “<”, “>” and “..” go in quotes',
  );
}
