const furthest = 2;

/** The name that was probably meant: at most two letters away, or begun alike; null: none is near. */
export function nearest(text: string, names: readonly string[]): string | null {
  let best: string | null = null;
  let least = furthest + 1;
  for (const name of names) {
    const distance = distanceOf(text.slice(0, 40), name);
    if (distance < least && distance < name.length) [best, least] = [name, distance];
  }
  return best ?? names.find((name) => text.length > 1 && name.startsWith(text)) ?? null;
}

/** Letters to add, drop or replace (Levenshtein). */
function distanceOf(one: string, other: string): number {
  let before = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 0; i < one.length; i += 1) {
    const row = [i + 1];
    for (let j = 0; j < other.length; j += 1) {
      const replaced = (before[j] ?? 0) + (one[i] === other[j] ? 0 : 1);
      row.push(Math.min(replaced, (before[j + 1] ?? 0) + 1, (row[j] ?? 0) + 1));
    }
    before = row;
  }
  return before.at(-1) ?? 0;
}
