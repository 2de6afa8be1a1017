import { compile } from './compile.ts';
import type { Field, Language, Offer } from './field.ts';
import type { QueryProblem, Span } from './query.ts';
import { type Token, tokensOf } from './tokens.ts';

/** What may stand between `at` and `end` instead of what stands there now, the likeliest first. */
export interface Completion extends Span {
  readonly items: readonly Suggestion[];
  /** What is wrong with the whole text; null: it is a query. */
  readonly problem: QueryProblem | null;
}

interface Suggestion {
  readonly text: string;
  readonly meaning: string;
  /** Rows that the value matches by itself; null for a field. */
  readonly count: number | null;
  /** A field: its value comes next. */
  readonly goesOn: boolean;
}

const most = 20;
const mostFields = 60;

/** `position` is where the caret stands in the text. */
export function complete<S>(language: Language<S>, source: S, text: string, position: number): Completion {
  const compiled = compile(language, text);
  const problem = compiled.ok ? null : compiled.problem;
  return { ...suggestions(language, source, text, position), problem };
}

function suggestions<S>(language: Language<S>, source: S, text: string, position: number): Omit<Completion, 'problem'> {
  const here = tokensOf(text).find(({ at, end }) => at < position && position <= end);
  if (here?.is === 'term') return inTerm(language, source, here, text, position);
  const isName = here === undefined || here.is === 'minus' || (here.is === 'word' && !here.quoted);
  if (!isName) return { at: position, end: position, items: [] };
  const [at, end] = here?.is === 'word' ? [here.at, here.end] : [position, position];
  return { at, end, items: fieldsLike(language.fields, text.slice(at, position)) };
}

function fieldsLike<S>(fields: readonly Field<S>[], typed: string): Suggestion[] {
  const wanted = typed.toLowerCase();
  const begins = fields.filter(({ name }) => name.startsWith(wanted));
  const mentions = fields.filter(
    ({ name, meaning }) =>
      !begins.some((field) => field.name === name) &&
      wanted.length > 2 &&
      ` ${meaning.toLowerCase()}`.includes(` ${wanted}`),
  );
  return [...begins, ...mentions]
    .slice(0, mostFields)
    .map(({ name, meaning }) => ({ text: `${name}:`, meaning, count: null, goesOn: true }));
}

function inTerm<S>(
  language: Language<S>,
  source: S,
  term: Token & { readonly is: 'term' },
  text: string,
  position: number,
): Omit<Completion, 'problem'> {
  const nameEnd = term.at + term.field.length;
  if (position <= nameEnd) {
    return { at: term.at, end: nameEnd + 1, items: fieldsLike(language.fields, text.slice(term.at, position)) };
  }
  const field = language.fields.find(({ name }) => name === term.field);
  const value = term.values.find(({ at, end }) => at <= position && position <= end);
  if (!field || !value) return { at: position, end: position, items: [] };
  const typed = bare(text.slice(value.at, position));
  return { at: value.at, end: value.end, items: valuesLike(language, field, source, typed) };
}

const bare = (value: string): string => value.replaceAll('"', '').toLowerCase();

function valuesLike<S>(language: Language<S>, field: Field<S>, source: S, typed: string): Suggestion[] {
  const rows = Uint32Array.from({ length: language.length(source) }, (_, row) => row);
  const [begins, holds]: [Offer[], Offer[]] = [[], []];
  // There may be as many texts as rows, and no more than the first of them are shown.
  for (const offer of field.form.offers(source, rows)) {
    const at = bare(offer.text).indexOf(typed);
    const list = at === 0 ? begins : holds;
    if (at >= 0 && list.length < most) list.push(offer);
    if (begins.length === most) break;
  }
  return [...begins, ...holds].slice(0, most).map((offer) => ({
    text: offer.text,
    meaning: '',
    count: offer.count ?? countOf(language, field, source, offer),
    goesOn: false,
  }));
}

function countOf<S>(language: Language<S>, { name }: Field<S>, source: S, { text }: Offer): number {
  const compiled = compile(language, `${name}:${text}`);
  const test = compiled.ok ? compiled.value.test?.(source) : undefined;
  if (!test) throw new Error(`${name} offers ${text}, which is none of its values`);
  let count = 0;
  for (let row = 0; row < language.length(source); row += 1) if (test(row)) count += 1;
  return count;
}
