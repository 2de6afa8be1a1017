/** Identity rows and the keys that they hold, as numbers: one row a credential whose fingerprint is known. */
export interface HeldKeys {
  readonly row: ArrayLike<number>;
  readonly key: ArrayLike<number>;
}

/** How many other identities hold a key that this one holds, for every row. */
export function sharedKeys(length: number, keys: HeldKeys): Uint32Array {
  const result = new Uint32Array(length);
  const holders = new Map<number, Set<number>>();
  for (const key of repeated(keys.key)) holders.set(key, new Set());
  if (holders.size === 0) return result;
  for (let held = 0; held < keys.row.length; held += 1) {
    const row = keys.row[held] ?? length;
    if (row < length) holders.get(keys.key[held] ?? Number.NaN)?.add(row);
  }
  const others = new Map<number, Set<number>>();
  for (const rows of holders.values()) {
    if (rows.size < 2) continue;
    for (const row of rows) {
      const known = others.get(row) ?? new Set();
      for (const other of rows) if (other !== row) known.add(other);
      others.set(row, known);
    }
  }
  for (const [row, known] of others) result[row] = known.size;
  return result;
}

/** Numbers that stand there more than once: nearly all keys are held by one credential alone. */
function* repeated(keys: ArrayLike<number>): Iterable<number> {
  const sorted = Float64Array.from(keys).sort();
  for (let at = 1; at < sorted.length; at += 1) if (sorted[at] === sorted[at - 1]) yield sorted[at] ?? Number.NaN;
}
