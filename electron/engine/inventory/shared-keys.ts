/** Identity rows and the keys that they hold, as codes: one row a credential whose fingerprint is known. */
export interface HeldKeys {
  readonly row: ArrayLike<number>;
  readonly key: ArrayLike<number>;
}

/** How many other identities hold a key that this one holds, for every row. */
export function sharedKeys(length: number, keys: HeldKeys): Uint32Array {
  const result = new Uint32Array(length);
  const holders = new Map<number, Set<number>>();
  for (let held = 0; held < keys.row.length; held += 1) {
    const [row, key] = [keys.row[held] ?? length, keys.key[held] ?? 0];
    if (row >= length) continue;
    const rows = holders.get(key);
    if (rows === undefined) holders.set(key, new Set([row]));
    else rows.add(row);
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
