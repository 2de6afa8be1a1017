// How values that several sources give for one field become one. Pure: the order of the contributions does not matter.
import { assumed, authorities, type Contribution } from '#shared/model/contribution.ts';
import { isUnknown } from '#shared/model/fact.ts';

/** Which of the ranked contributions a field came from, and who said something else. */
export interface Choice {
  /** `status`, `tokenPolicy.accessTtl`, `credentials/ID`, `credentials/ID.expiresAt`. */
  readonly field: string;
  readonly value: unknown;
  readonly from: number;
  readonly others: readonly { readonly value: unknown; readonly from: number }[];
}
export type Tell = (choice: Choice) => void;

/** A value and the rank of the contribution that gives it: 0 is heard first. */
export interface Saying<T> {
  readonly value: T;
  readonly from: number;
  /** The importer filled it in: counts before nothing only. */
  readonly assumed: boolean;
}

/** Authority, then freshness; equal ones by the name of their stream, so that there is one order only. */
export function ranked(contributions: readonly Contribution[]): readonly Contribution[] {
  return [...contributions].sort(
    (a, b) =>
      authorities.indexOf(b.authority) - authorities.indexOf(a.authority) ||
      b.madeAt - a.madeAt ||
      (a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : 0),
  );
}

export const isAssumed = ({ where }: Contribution, field: string): boolean => where[field] === assumed;

/** How much a value says: unknown and empty say nothing, what was filled in little. */
const weight = ({ value, assumed: filled }: Saying<unknown>): number => (saysNothing(value) ? 0 : filled ? 1 : 2);
const saysNothing = (value: unknown): boolean => value === '' || isUnknown(value);

/** Known before unknown, and among the known the one that is heard first. */
export function choose<T>(field: string, sayings: readonly Saying<T>[], tell: Tell | undefined): T {
  const [first, ...rest] = sayings;
  if (first === undefined) throw new Error(`nobody says anything of ${field}`);
  let best = first;
  for (const saying of rest) if (weight(saying) > weight(best)) best = saying;
  if (tell !== undefined) report(field, best, sayings, tell);
  return best.value;
}

type Moment = number | 'never' | { readonly unknown: string };

/** A use that happened has happened: the latest that anybody saw, then never, then unknown. Nobody contradicts. */
export function latest<T extends Moment>(field: string, sayings: readonly Saying<T>[], tell: Tell | undefined): T {
  const [first, ...rest] = sayings;
  if (first === undefined) throw new Error(`nobody says anything of ${field}`);
  const at = (value: Moment): number =>
    typeof value === 'number' ? value : value === 'never' ? -Number.MAX_VALUE : Number.NEGATIVE_INFINITY;
  let best = first;
  for (const saying of rest) if (at(saying.value) > at(best.value)) best = saying;
  tell?.({ field, value: best.value, from: best.from, others: [] });
  return best.value;
}

function report(field: string, best: Saying<unknown>, sayings: readonly Saying<unknown>[], tell: Tell): void {
  const text = JSON.stringify(best.value);
  const others = sayings
    .filter((saying) => weight(saying) === 2 && weight(best) === 2 && JSON.stringify(saying.value) !== text)
    .map(({ value, from }) => ({ value, from }));
  tell({ field, value: best.value, from: best.from, others });
}
