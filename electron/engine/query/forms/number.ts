import type { Form, RowNumbers } from '#engine/query/field.ts';
import { type Literal, type Outcome, right, type Value, wrong } from '#engine/query/query.ts';
import { intervalOf, type NumberWords, type Stretch, saying, within } from './interval.ts';

/** How a literal is read on a scale; null: it is none. */
export interface Scale {
  readonly label: string;
  /** A phrase: `a number such as 70`. */
  readonly expected: string;
  readonly examples: readonly string[];
  read(text: string): Stretch | null;
}

const point = (value: number): Stretch => ({ from: value, end: value });
const digits = /^\d{1,15}(?:\.\d{1,9})?$/;

export const plainScale: Scale = {
  label: 'number',
  expected: 'a number such as 70, >70 or 40..60',
  examples: ['>0', '>10', '0'],
  read: (text) => (digits.test(text) ? point(Number(text)) : null),
};

/** 0–1, also said in per cent. */
export const shareScale: Scale = {
  label: 'share',
  expected: 'a share such as 0.8 or 80%',
  examples: ['<80%', '<50%', '100%'],
  read: (text) => {
    const [number = '', percent] = text.endsWith('%') ? [text.slice(0, -1), true] : [text, false];
    return digits.test(number) ? point(percent ? Number(number) / 100 : Number(number)) : null;
  },
};

export const scoreScale: Scale = { ...plainScale, examples: ['>70', '>=60', '<35'] };

/** T0 can take over, T3 reads what is harmless. */
export const tierScale: Scale = {
  label: 'tier',
  expected: 'a tier from T0 to T3 such as T0, or <=T1',
  examples: ['T0', '<=T1', 'T3'],
  read: (text) => (/^t?[0-3]$/i.test(text) ? point(Number(text.at(-1))) : null),
};

/** Numbers on a scale, and words for those rows that have none. */
export function onScale<S>(scale: Scale, words: NumberWords, numbersOf: (source: S) => RowNumbers): Form<S> {
  const named = Object.keys(words);
  return {
    label: scale.label,
    examples: [...scale.examples, ...named],
    compared: true,
    test(value) {
      const word = wordOf(words, value);
      if (word) return right((source) => saying(numbersOf(source), word));
      const read = ends(value, (literal) => readLiteral(scale, named, literal));
      if (!read.ok) return read;
      const interval = intervalOf(value.operator, ...read.value);
      return right((source) => within(numbersOf(source), interval));
    },
    offers: () => [...scale.examples, ...named].map((text) => ({ text, count: null })),
  };
}

/** The word that a plain, unquoted value is. */
export function wordOf(words: NumberWords, { operator, literal }: Value): NumberWords[string] | undefined {
  const name = literal.text.toLowerCase();
  return operator === '' && !literal.quoted && Object.hasOwn(words, name) ? words[name] : undefined;
}

function readLiteral(scale: Scale, words: readonly string[], literal: Literal): Outcome<Stretch> {
  const read = scale.read(literal.text);
  if (read !== null) return right(read);
  const or = words.length > 0 ? `, or ${words.join(', ')}` : '';
  return wrong(literal, `“${literal.text}” is no ${scale.label}.`, `${scale.expected}${or}`);
}

/** Both ends of a value; the upper one may not lie below the lower one. */
export function ends<T extends { readonly from: number }>(
  { literal, upper }: Value,
  read: (literal: Literal) => Outcome<T>,
): Outcome<[T, T | null]> {
  const lower = read(literal);
  if (!lower.ok) return lower;
  if (upper === null) return right([lower.value, null]);
  const last = read(upper);
  if (!last.ok) return last;
  if (last.value.from < lower.value.from) {
    return wrong(upper, `The range ends before it begins.`, `an end that is not below “${literal.text}”`);
  }
  return right([lower.value, last.value]);
}
