import type { RowNumbers, RowTest } from '#engine/query/field.ts';
import type { Operator } from '#engine/query/query.ts';

/** What a literal stands for on a scale: a point, or a stretch such as a day, up to but not including `end`. */
export interface Stretch {
  readonly from: number;
  readonly end: number;
}

/** Numbers from `least` to `most`; where an end is open its own number is in `not`, else NaN, which equals nothing. */
export interface Interval {
  readonly least: number;
  readonly most: number;
  readonly notLeast: number;
  readonly notMost: number;
}

const upTo = (most: number, open: boolean): Interval => ({
  least: Number.NEGATIVE_INFINITY,
  most,
  notLeast: Number.NaN,
  notMost: open ? most : Number.NaN,
});
const from = (least: number, open: boolean): Interval => ({
  least,
  most: Number.POSITIVE_INFINITY,
  notLeast: open ? least : Number.NaN,
  notMost: Number.NaN,
});

export function intervalOf(operator: Operator, lower: Stretch, upper: Stretch | null): Interval {
  const last = upper ?? lower;
  const isPoint = ({ from: begin, end }: Stretch): boolean => begin === end;
  switch (operator) {
    case '>':
      return from(lower.end, isPoint(lower));
    case '>=':
      return from(lower.from, false);
    case '<':
      return upTo(lower.from, true);
    case '<=':
      return upTo(lower.end, !isPoint(lower));
    default:
      return { ...from(lower.from, false), most: last.end, notMost: isPoint(last) ? Number.NaN : last.end };
  }
}

/** The same interval on a scale that runs the other way from `zero`: ages become instants. */
export const mirrored = ({ least, most, notLeast, notMost }: Interval, zero: number): Interval => ({
  least: zero - most,
  most: zero - least,
  notLeast: zero - notMost,
  notMost: zero - notLeast,
});

export const shifted = ({ least, most, notLeast, notMost }: Interval, by: number): Interval => ({
  least: least + by,
  most: most + by,
  notLeast: notLeast + by,
  notMost: notMost + by,
});

/** NaN lies in no interval: what is not known satisfies no comparison. */
export function within(numbers: RowNumbers, { least, most, notLeast, notMost }: Interval): RowTest {
  if (typeof numbers === 'function') {
    return (row) => {
      const value = numbers(row);
      return value >= least && value <= most && value !== notLeast && value !== notMost;
    };
  }
  return (row) => {
    const value = numbers[row] ?? Number.NaN;
    return value >= least && value <= most && value !== notLeast && value !== notMost;
  };
}

/** A word of a form that names rows which no number does: `never`, `unknown`. */
export type NumberWords = Readonly<Record<string, (value: number) => boolean>>;

export function saying(numbers: RowNumbers, holds: (value: number) => boolean): RowTest {
  if (typeof numbers === 'function') return (row) => holds(numbers(row));
  return (row) => holds(numbers[row] ?? Number.NaN);
}
