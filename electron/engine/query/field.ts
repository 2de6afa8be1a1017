import type { Outcome, Value } from './query.ts';

export type RowTest = (row: number) => boolean;
/** A number a row: a column, or worked out. NaN: not known. */
export type RowNumbers = ArrayLike<number> | ((row: number) => number);

/** A value that completion offers, as it is written in a query; `null`: its rows are counted by its own test. */
export interface Offer {
  readonly text: string;
  readonly count: number | null;
}

/** What a field's values are and how they are compared. `S` holds the rows. */
export interface Form<S> {
  /** For people: `number`, `duration`, `one of`. */
  readonly label: string;
  /** Values as examples, each a whole value of a term. */
  readonly examples: readonly string[];
  readonly compared: boolean;
  /** What a value means. That it is no value of this form does not depend on the rows. */
  test(value: Value): Outcome<(source: S) => RowTest>;
  /** Values that stand in these rows, the most frequent first. */
  offers(source: S, rows: ArrayLike<number>): readonly Offer[];
}

/** One field of a list of rows. */
export interface Field<S> {
  readonly name: string;
  /** A phrase without a full stop: `How long a thief could go on`. */
  readonly meaning: string;
  readonly form: Form<S>;
}

/** The rows that a query is asked of: their number, the fields, and the lower-cased text that words look through. */
export interface Language<S> {
  readonly fields: readonly Field<S>[];
  length(source: S): number;
  search(source: S): (row: number) => string;
}

/** The same field of other rows, each of which stands for one of the field's own; -1: for none, and no test holds. */
export function through<S, T>(
  { name, meaning, form }: Field<S>,
  of: (source: T) => { source: S; row: RowOf },
): Field<T> {
  return {
    name,
    meaning,
    form: {
      label: form.label,
      examples: form.examples,
      compared: form.compared,
      test(value) {
        const made = form.test(value);
        if (!made.ok) return made;
        return {
          ok: true,
          value: (theirs) => {
            const { source, row } = of(theirs);
            const test = made.value(source);
            return (each) => {
              const own = row(each);
              return own >= 0 && test(own);
            };
          },
        };
      },
      offers(theirs, rows) {
        const { source, row } = of(theirs);
        return form.offers(
          source,
          Int32Array.from(rows, row).filter((own) => own >= 0),
        );
      },
    },
  };
}
type RowOf = (row: number) => number;
