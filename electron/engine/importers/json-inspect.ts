// What JSON.parse lets through without a word: forbidden names, numbers beyond all bounds, members that stood twice.

export interface Inspection {
  /** Object members in the whole value; fewer than the text has means that a name stood twice. */
  members: number;
  forbidden: string | null;
  infinite: boolean;
}

/** Names that reach an object's machinery when somebody assigns them carelessly. */
export const isForbiddenName = (name: string): boolean =>
  name === '__proto__' || name === 'constructor' || name === 'prototype';

/** Walks a parsed value once. Its depth was bounded by who parsed it. */
export function inspect(value: unknown): Inspection {
  const seen: Inspection = { members: 0, forbidden: null, infinite: false };
  walk(value, seen);
  return seen;
}

function walk(value: unknown, seen: Inspection): void {
  if (typeof value === 'object') {
    if (value === null) return;
    if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index += 1) walk(value[index], seen);
      return;
    }
    // A parsed object has only own members; it is read as a record of unknown values.
    const object = value as Readonly<Record<string, unknown>>;
    for (const name in object) {
      seen.members += 1;
      if ((name.length === 9 || name.length === 11) && isForbiddenName(name)) seen.forbidden = name;
      else walk(object[name], seen);
    }
  } else if (typeof value === 'number' && !Number.isFinite(value)) {
    seen.infinite = true;
  }
}

/** Where in the value the numbers stand that are not finite, as `a.b[2]`. */
export const infinitePaths = (value: unknown): readonly string[] =>
  pathsOf(value, (leaf) => typeof leaf === 'number' && !Number.isFinite(leaf));

/** Where the first text with bytes that were not UTF-8 stands, once they were read as U+FFFD; null: in no value. */
export const brokenPath = (value: unknown): string | null =>
  pathsOf(value, (leaf) => typeof leaf === 'string' && leaf.includes('\ufffd'))[0] ?? null;

function pathsOf(value: unknown, isWanted: (leaf: unknown) => boolean, path = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return isWanted(value) ? [path] : [];
  if (Array.isArray(value)) return value.flatMap((inner, index) => pathsOf(inner, isWanted, `${path}[${index}]`));
  return Object.entries(value).flatMap(([name, inner]) =>
    pathsOf(inner, isWanted, path === '' ? name : `${path}.${name}`),
  );
}

/** The first member name that stands twice in one object of a valid JSON text, or null. */
export function duplicateMember(text: string): string | null {
  const names: (Set<string> | null)[] = [];
  let expectName = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '{' || char === '[') {
      names.push(char === '{' ? new Set() : null);
      expectName = char === '{';
    } else if (char === '}' || char === ']') {
      names.pop();
      expectName = false;
    } else if (char === ',') {
      expectName = names.at(-1) !== null;
    } else if (char === '"') {
      const end = endOfString(text, at);
      const open = names.at(-1);
      if (expectName && open) {
        const name = String(JSON.parse(text.slice(at, end)));
        if (open.has(name)) return name;
        open.add(name);
      }
      expectName = false;
      at = end - 1;
    }
  }
  return null;
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}

/** Is a value that may hold one object many times (YAML aliases) small enough to be walked? Stops early. */
export function isWalkable(value: unknown, depth: number, nodes: number): 'yes' | 'too deep' | 'too large' {
  let left = nodes;
  const walkable = (inner: unknown, level: number): 'yes' | 'too deep' | 'too large' => {
    left -= 1;
    if (typeof inner === 'string') left -= inner.length >> 4;
    if (left < 0) return 'too large';
    if (typeof inner !== 'object' || inner === null) return 'yes';
    if (level >= depth) return 'too deep';
    for (const part of Object.values(inner)) {
      const verdict = walkable(part, level + 1);
      if (verdict !== 'yes') return verdict;
    }
    return 'yes';
  };
  return walkable(value, 0);
}
