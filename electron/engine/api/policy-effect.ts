import { inventoryRowOf } from '#engine/projections/inventory-row.ts';
import type { Picture } from '#engine/projections/picture.ts';
import type { PolicyEffect } from '#shared/contract/policy.ts';
import { severities } from '#shared/model/finding.ts';
import { bands } from '#shared/model/score.ts';

const mostMovers = 20;
const mostNames = 5;

/** What a look at the inventory showed, kept beside the columns that the next look writes. */
export interface Seen {
  readonly score: Float32Array;
  readonly band: Uint8Array;
  readonly findings: Picture['findings'];
}

export const seenIn = ({ identities, findings }: Picture): Seen => ({
  score: Float32Array.from({ length: identities.length }, (_, row) => identities.value[row] ?? Number.NaN),
  band: identities.band.slice(0, identities.length),
  findings,
});

/** How two looks at the same inventory differ. */
export function effectOf({ identities }: Picture, before: Seen, after: Seen): PolicyEffect {
  const moved: number[] = [];
  for (let row = 0; row < identities.length; row += 1) {
    // NaN: humans have no score.
    if (Math.abs((after.score[row] ?? 0) - (before.score[row] ?? 0)) > 0) moved.push(row);
  }
  const by = (row: number): number => Math.abs((after.score[row] ?? 0) - (before.score[row] ?? 0));
  moved.sort((one, other) => by(other) - by(one) || (after.score[other] ?? 0) - (after.score[one] ?? 0) || one - other);
  const name = (row: number): string => identities.name(row);
  return {
    bands: changes(bands, before.band, after.band),
    severities: changes(severities, before.findings.severity, after.findings.severity),
    scores: moved.length,
    movers: moved.slice(0, mostMovers).map((row) => {
      const { id, kind } = inventoryRowOf(identities, row);
      return { id, name: name(row), kind, before: before.score[row] ?? 0, after: after.score[row] ?? 0 };
    }),
    appear: missingFrom(before.findings, after.findings, name),
    disappear: missingFrom(after.findings, before.findings, name),
  };
}

type Counted<K extends string> = Record<K, { before: number; after: number }>;

function changes<K extends string>(
  names: readonly K[],
  before: ArrayLike<number>,
  after: ArrayLike<number>,
): Counted<K> {
  const count = (codes: ArrayLike<number>, code: number): number => {
    let found = 0;
    for (let index = 0; index < codes.length; index += 1) if (codes[index] === code) found += 1;
    return found;
  };
  const entries = names.map((name, code) => [name, { before: count(before, code), after: count(after, code) }]);
  /** `as`: one entry for each name. */
  return Object.fromEntries(entries) as Counted<K>;
}

type Findings = Picture['findings'];

/** Findings of `all` that `others` do not have, by rule in the order of lists. */
function missingFrom(others: Findings, all: Findings, name: (row: number) => string): PolicyEffect['appear'] {
  const known = new Map<string, Set<number>>(others.rules.map(({ id }) => [id, new Set()]));
  for (let index = 0; index < others.length; index += 1) {
    known.get(others.rules[others.rule[index] ?? 0]?.id ?? '')?.add(others.row[index] ?? 0);
  }
  return all.rules.flatMap(({ id, title }, code) => {
    const rows: number[] = [];
    for (let index = 0; index < all.length; index += 1) {
      const row = all.row[index] ?? 0;
      if (all.rule[index] === code && known.get(id)?.has(row) !== true) rows.push(row);
    }
    return rows.length === 0
      ? []
      : [{ rule: id, title, count: rows.length, names: rows.slice(0, mostNames).map(name) }];
  });
}
