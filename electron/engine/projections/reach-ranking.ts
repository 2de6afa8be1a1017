import type { Closure } from '#engine/graph/closure.ts';
import type { CallOutput } from '#shared/contract/contract.ts';
import { mostRanked } from '#shared/contract/reach.ts';
import { identityKinds, identityStatuses } from '#shared/model/identity.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import { inventoryRowOf } from './inventory-row.ts';
import type { IdentityColumns } from './picture.ts';

const human = identityKinds.indexOf('human');
const active = identityStatuses.indexOf('active');

/** Customers and resources of one row; what is not known counts nothing. */
export const ownReach = ({ customers, resources }: IdentityColumns, row: number): number =>
  (customers[row] || 0) + (resources[row] || 0);

/** What a ranking needs of the inventory, taken before the run: commits may come while it is under way. */
export interface Field {
  readonly inventory: number;
  /** The active non-human identities. */
  readonly rows: readonly number[];
  readonly ids: readonly IdentityId[];
  readonly own: Float64Array;
}

export function fieldOf(columns: IdentityColumns): Field {
  const rows: number[] = [];
  for (let row = 0; row < columns.length; row += 1)
    if (columns.kind[row] !== human && columns.status[row] === active) rows.push(row);
  return {
    inventory: columns.length,
    rows,
    ids: rows.map((row) => columns.id(row)),
    own: Float64Array.from({ length: columns.length }, (_, row) => ownReach(columns, row)),
  };
}

export interface Ranking {
  readonly inventory: number;
  readonly total: number;
  /** Those that reach most first. */
  readonly first: readonly { readonly id: IdentityId; readonly identities: number; readonly weight: number }[];
}

export function rank({ inventory, rows, ids }: Field, closure: Closure): Ranking {
  const all = rows.map((row, at) => ({
    id: ids[at] ?? ('' as IdentityId),
    identities: closure.identities[row] ?? 0,
    weight: closure.weight[row] ?? 0,
  }));
  all.sort((a, b) => b.weight - a.weight || b.identities - a.identities || (a.id < b.id ? -1 : 1));
  return { inventory, total: all.length, first: all.slice(0, mostRanked) };
}

/** As they stand now; what has gone since the run is left out. */
export function reachRanking(
  columns: IdentityColumns,
  { inventory, total, first }: Ranking,
  count: number,
): CallOutput<'reach.ranking'> {
  const rows = first.slice(0, count).flatMap(({ id, identities, weight }) => {
    const row = columns.rowOf(id);
    return row === undefined ? [] : [{ identity: inventoryRowOf(columns, row), identities, weight }];
  });
  return { inventory, total, rows };
}
