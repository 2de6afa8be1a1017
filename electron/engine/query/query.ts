/** Part of a query's text, in UTF-16 units: from `at` up to, not including, `end`. */
export interface Span {
  readonly at: number;
  readonly end: number;
}

/** What is wrong with a query, where, and what would have been right there. */
export interface QueryProblem extends Span {
  readonly message: string;
  /** A phrase that follows “Expected”: `a number such as 70`. */
  readonly expected: string;
}

export type Operator = '' | '>' | '>=' | '<' | '<=' | '..';

export interface Literal extends Span {
  readonly text: string;
  /** In quotes a word of the language (`none`, `never`) is plain text. */
  readonly quoted: boolean;
}

/** One value of a term; `upper` is the other end of a range and null without one. */
export interface Value extends Span {
  readonly operator: Operator;
  readonly literal: Literal;
  readonly upper: Literal | null;
}

/** `field:value,value`: one of the values holds. */
export interface Term extends Span {
  readonly is: 'term';
  readonly field: string;
  readonly values: readonly Value[];
}

/** Free text: occurs anywhere in what the list lets search. */
interface Word extends Span {
  readonly is: 'word';
  readonly text: string;
}

/** `every` of nothing is the empty query: all rows. Lists have no or more than one member, and never one of their own sort. */
export type Query =
  | Term
  | Word
  | (Span & { readonly is: 'every' | 'any'; readonly of: readonly Query[] })
  | (Span & { readonly is: 'not'; readonly of: Query });

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: QueryProblem };

export const right = <T>(value: T): Outcome<T> => ({ ok: true, value });
export const wrong = ({ at, end }: Span, message: string, expected: string): { ok: false; problem: QueryProblem } => ({
  ok: false,
  problem: { at, end, message, expected },
});

/** Does the query ask for this field anywhere? */
export function asksFor(query: Query, field: string): boolean {
  switch (query.is) {
    case 'term':
      return query.field === field;
    case 'word':
      return false;
    case 'not':
      return asksFor(query.of, field);
    default:
      return query.of.some((one) => asksFor(one, field));
  }
}
