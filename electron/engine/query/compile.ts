import { assertNever } from '#shared/lib/assert-never.ts';
import type { Field, Language, RowTest } from './field.ts';
import { nearest } from './nearest.ts';
import { parse } from './parse.ts';
import { type Outcome, type Query, right, type Term, wrong } from './query.ts';

/** A query that every field understood; null: it lets every row through. */
export interface Compiled<S> {
  readonly query: Query;
  readonly test: ((source: S) => RowTest) | null;
}

/** The text as a test of one row. Whether it is a query does not depend on the rows. */
export function compile<S>(language: Language<S>, text: string): Outcome<Compiled<S>> {
  const parsed = parse(text);
  if (!parsed.ok) return parsed;
  const query = parsed.value;
  if (query.is === 'every' && query.of.length === 0) return right({ query, test: null });
  const test = compileQuery(language, query);
  return test.ok ? right({ query, test: test.value }) : test;
}

type Test<S> = (source: S) => RowTest;

function compileQuery<S>(language: Language<S>, query: Query): Outcome<Test<S>> {
  switch (query.is) {
    case 'word': {
      const word = query.text.toLowerCase();
      return right((source) => {
        const search = language.search(source);
        return (row) => search(row).includes(word);
      });
    }
    case 'term':
      return compileTerm(language, query);
    case 'not': {
      const of = compileQuery(language, query.of);
      return of.ok ? right((source) => negated(of.value(source))) : of;
    }
    case 'every':
    case 'any': {
      const tests: Test<S>[] = [];
      // Columns are read faster than texts are searched.
      for (const one of [...query.of].sort((a, b) => cost(a) - cost(b))) {
        const test = compileQuery(language, one);
        if (!test.ok) return firstProblem(language, query, test);
        tests.push(test.value);
      }
      return right((source) =>
        joined(
          query.is === 'every',
          tests.map((test) => test(source)),
        ),
      );
    }
    default:
      return assertNever(query);
  }
}

/** Members are compiled by cost; what is said is the first mistake in the text. */
function firstProblem<S>(
  language: Language<S>,
  { of }: { readonly of: readonly Query[] },
  found: Outcome<Test<S>>,
): Outcome<Test<S>> {
  for (const one of of) {
    const test = compileQuery(language, one);
    if (!test.ok) return test;
  }
  return found;
}

const cost = (query: Query): number => (query.is === 'word' ? 2 : query.is === 'term' ? 0 : 1);

const negated =
  (test: RowTest): RowTest =>
  (row) =>
    !test(row);

/** `every`: as long as they hold; else until one holds. */
function joined(every: boolean, tests: readonly RowTest[]): RowTest {
  const [first = () => every, second, ...others] = tests;
  if (second === undefined) return first;
  const rest = joined(every, [second, ...others]);
  return every ? (row) => first(row) && rest(row) : (row) => first(row) || rest(row);
}

function compileTerm<S>(language: Language<S>, term: Term): Outcome<Test<S>> {
  const field = language.fields.find(({ name }) => name === term.field);
  if (!field) return noField(language.fields, term);
  const tests: Test<S>[] = [];
  for (const value of term.values) {
    const test = field.form.test(value);
    if (!test.ok) return test;
    tests.push(test.value);
  }
  return right((source) =>
    joined(
      false,
      tests.map((test) => test(source)),
    ),
  );
}

function noField<S>(fields: readonly Field<S>[], { field, at }: Term): Outcome<never> {
  const names = fields.map(({ name }) => name);
  const meant = nearest(field, names);
  return wrong(
    { at, end: at + field.length },
    `There is no field “${field}” here.`,
    meant === null
      ? 'a field, or the text in quotes where it is no field'
      : `“${meant}”, or the text in quotes where it is no field`,
  );
}
