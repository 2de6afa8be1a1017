import type { InventorySort } from '#shared/contract/inventory.ts';
import { assertNever } from '#shared/lib/assert-never.ts';
import type { IdentityColumns, Picture } from './picture.ts';
import { remember } from './selection.ts';

interface Order {
  readonly rows: Uint32Array;
  /** From here on stand the rows without a value: last, whichever way the column is sorted. */
  readonly known: number;
}

/** -Infinity and Infinity are values (never used, never ends); NaN is the absence of one. */
function numericKeys(columns: IdentityColumns, by: InventorySort['by']): ArrayLike<number> | null {
  switch (by) {
    case 'score':
      return columns.value;
    case 'kind':
      return columns.kind;
    case 'on_behalf':
      return columns.customers;
    case 'scopes':
      return columns.scopesGranted;
    case 'lifetime':
      return columns.lifetime;
    case 'last_used':
      return columns.lastUsedAt;
    case 'expires':
      return columns.expiresAt;
    case 'status':
      return columns.status;
    case 'rotated':
      return columns.rotatedAt;
    case 'name':
    case 'tenant':
    case 'owner':
    case 'environment':
      return null;
    default:
      return assertNever(by);
  }
}

function textKeys(columns: IdentityColumns, by: InventorySort['by']): (row: number) => string {
  if (by === 'tenant') return (row) => columns.tenantName(columns.tenantId(row)).toLowerCase();
  if (by === 'owner') return (row) => columns.ownerLabel(row).toLowerCase();
  if (by === 'environment') return (row) => columns.environment(row).toLowerCase();
  return (row) => columns.name(row).toLowerCase();
}

/** Texts become ranks once, so that the sort itself only compares numbers. Empty text is the absence of a value. */
function ranks(columns: IdentityColumns, key: (row: number) => string): Float64Array {
  const texts = Array.from({ length: columns.length }, (_, row) => key(row));
  const rankOf = new Map([...new Set(texts)].sort().map((text, rank) => [text, text === '' ? Number.NaN : rank]));
  return Float64Array.from(texts, (text) => rankOf.get(text) ?? Number.NaN);
}

function makeOrder(columns: IdentityColumns, by: InventorySort['by']): Order {
  const keys = numericKeys(columns, by) ?? ranks(columns, textKeys(columns, by));
  const rows = new Uint32Array(columns.length);
  let known = 0;
  let unknown = columns.length;
  for (let row = 0; row < columns.length; row += 1) {
    if (Number.isNaN(keys[row])) rows[--unknown] = row;
    else rows[known++] = row;
  }
  const values = Float64Array.from({ length: columns.length }, (_, row) => keys[row] ?? Number.NaN);
  rows.subarray(0, known).sort((a, b) => {
    const left = values[a] ?? 0;
    const right = values[b] ?? 0;
    return left === right ? a - b : left < right ? -1 : 1;
  });
  rows.subarray(known).reverse();
  return { rows, known };
}

const orders = new WeakMap<Picture, Map<string, Order>>();
const sorted = new WeakMap<Picture, WeakMap<Uint32Array, Map<string, Uint32Array>>>();

/** The chosen rows (ascending, as `selectRows` gives them) in the order of a column; equal values in row order. */
export function orderRows(picture: Picture, chosen: Uint32Array, sort: InventorySort): Uint32Array {
  const key = `${sort.by} ${sort.descending}`;
  const ofPicture = sorted.get(picture) ?? new WeakMap<Uint32Array, Map<string, Uint32Array>>();
  sorted.set(picture, ofPicture);
  const ofSelection = ofPicture.get(chosen) ?? new Map<string, Uint32Array>();
  ofPicture.set(chosen, ofSelection);
  const before = ofSelection.get(key);
  if (before) return before;
  const order = remember(orders, picture, sort.by, () => makeOrder(picture.identities, sort.by));
  const after = pick(picture.identities.length, order, chosen, sort.descending);
  ofSelection.set(key, after);
  return after;
}

function pick(length: number, { rows, known }: Order, chosen: Uint32Array, descending: boolean): Uint32Array {
  const member = new Uint8Array(length);
  for (const row of chosen) member[row] = 1;
  const result = new Uint32Array(chosen.length);
  let count = 0;
  const take = (index: number): void => {
    const row = rows[index] ?? 0;
    if (member[row] === 1) result[count++] = row;
  };
  if (descending) for (let index = known - 1; index >= 0; index -= 1) take(index);
  else for (let index = 0; index < known; index += 1) take(index);
  for (let index = known; index < rows.length; index += 1) take(index);
  return result;
}
