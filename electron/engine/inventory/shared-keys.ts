/** Identity rows and the keys that they hold, as numbers: one row a credential whose fingerprint is known. */
export interface HeldKeys {
  readonly row: ArrayLike<number>;
  readonly key: ArrayLike<number>;
  /** 1: it is that of an active static credential. */
  readonly opens: ArrayLike<number>;
}

/** Keys that open something in production and elsewhere. `production`: as `Facts` says. */
export function crossingKeys({ row, key, opens }: HeldKeys, production: ArrayLike<number>): ReadonlySet<number> {
  const places = new Map<number, number>();
  const crossing = new Set<number>();
  for (let at = 0; at < row.length; at += 1) {
    const [print, place] = [key[at] ?? Number.NaN, production[row[at] ?? -1]];
    if (opens[at] !== 1 || (place !== 0 && place !== 1)) continue;
    const seen = (places.get(print) ?? 0) | (place === 1 ? 1 : 2);
    places.set(print, seen);
    if (seen === 3) crossing.add(print);
  }
  return crossing;
}

/**
 * How many other identities hold a key that this one holds, for every row. Those with the same keys share one count, and of
 * several keys the one that most hold is never walked: a key that everybody holds costs a look at each holder.
 */
export function sharedKeys(length: number, keys: Pick<HeldKeys, 'row' | 'key'>): Uint32Array {
  const result = new Uint32Array(length);
  const holders = new Map<number, Set<number>>();
  for (const key of repeated(keys.key)) holders.set(key, new Set());
  if (holders.size === 0) return result;
  const held = new Map<number, Set<number>>();
  for (let at = 0; at < keys.row.length; at += 1) {
    const [row, key] = [keys.row[at] ?? length, keys.key[at] ?? Number.NaN];
    const rows = holders.get(key);
    if (row >= length || rows === undefined) continue;
    rows.add(row);
    held.set(row, (held.get(row) ?? new Set()).add(key));
  }
  const counts = new Map<string, number>();
  for (const [row, own] of held) {
    const name = own.size === 1 ? '' : [...own].sort((one, other) => one - other).join();
    const count = counts.get(name) ?? together([...own].map((key) => holders.get(key) ?? new Set()));
    if (name !== '') counts.set(name, count);
    result[row] = count - 1;
  }
  return result;
}

/** How many stand in at least one of the sets. */
function together(sets: readonly ReadonlySet<number>[]): number {
  const [largest = new Set<number>(), ...others] = sets.toSorted((one, other) => other.size - one.size);
  const more = new Set<number>();
  for (const rows of others) for (const row of rows) if (!largest.has(row)) more.add(row);
  return largest.size + more.size;
}

/** Numbers that stand there more than once: nearly all keys are held by one credential alone. */
function* repeated(keys: ArrayLike<number>): Iterable<number> {
  const sorted = Float64Array.from(keys).sort();
  for (let at = 1; at < sorted.length; at += 1) if (sorted[at] === sorted[at - 1]) yield sorted[at] ?? Number.NaN;
}
