// ACL policies (Vault, "Policy syntax"): HCL or JSON in, paths with what may be done to them out.

export interface Rule {
  readonly path: string;
  readonly capabilities: readonly string[];
}

/** What the words mean that came before capabilities. */
const oldWords: Readonly<Record<string, readonly string[]>> = {
  deny: ['deny'],
  read: ['read', 'list'],
  write: ['create', 'read', 'update', 'delete', 'list'],
  sudo: ['create', 'read', 'update', 'delete', 'list', 'sudo'],
};

type Value = string | Value[] | { [name: string]: Value };

const token = /#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"(?:[^"\\\n]|\\.)*"|[{}[\],=:]|[^\s{}[\],=:"#]+/g;
const isComment = (text: string): boolean => text.startsWith('#') || text.startsWith('//') || text.startsWith('/*');

function unquote(text: string): string {
  if (!text.startsWith('"')) return text;
  try {
    return String(JSON.parse(text));
  } catch {
    // HCL knows escapes that JSON does not.
    return text.slice(1, -1);
  }
}

/** Blocks nest no deeper in any policy. */
const mostDepth = 20;

/** Rules of a policy; null: it is none. */
export function rulesIn(text: string): readonly Rule[] | null {
  const trimmed = text.trim();
  if (trimmed.startsWith('{')) return fromJson(trimmed);
  const all = [...trimmed.matchAll(token)].map(([found]) => found);
  if (all.some((found) => found.startsWith('/*') && !(found.length > 3 && found.endsWith('*/')))) return null;
  const tokens = all.filter((found) => !isComment(found));
  const rules: Rule[] = [];
  for (let at = 0; at < tokens.length; ) {
    const name = unquote(tokens[at] ?? '');
    const label = tokens[at + 1] ?? '';
    if (label.startsWith('"') && tokens[at + 2] === '{') {
      const body = readBlock(tokens, at + 3, 0);
      if (body === null) return null;
      if (name === 'path') rules.push(ruleOf(unquote(label), body.members));
      at = body.end;
    } else if (label === '=') {
      const value = readValue(tokens, at + 2, 0);
      if (value === null) return null;
      at = value.end;
    } else return null;
  }
  return rules;
}

interface Read<T> {
  readonly members: T;
  readonly end: number;
}

/** `name = value`, `name: value`, and `name { … }`, until the brace closes. */
function readBlock(tokens: readonly string[], start: number, depth: number): Read<Map<string, Value>> | null {
  const members = new Map<string, Value>();
  let at = start;
  while (at < tokens.length && tokens[at] !== '}') {
    if (tokens[at] === ',') {
      at += 1;
      continue;
    }
    const name = unquote(tokens[at] ?? '');
    const hasSign = tokens[at + 1] === '=' || tokens[at + 1] === ':';
    const value = readValue(tokens, at + (hasSign ? 2 : 1), depth + 1);
    if (value === null) return null;
    members.set(name, value.members);
    at = value.end;
  }
  return tokens[at] === '}' ? { members, end: at + 1 } : null;
}

function readValue(tokens: readonly string[], at: number, depth: number): Read<Value> | null {
  const first = tokens[at];
  if (first === undefined || depth > mostDepth) return null;
  if (first === '{') {
    const block = readBlock(tokens, at + 1, depth);
    return block === null ? null : { members: Object.fromEntries(block.members), end: block.end };
  }
  if (first === '[') return readList(tokens, at + 1, depth);
  return /^[}\],=:]$/.test(first) ? null : { members: unquote(first), end: at + 1 };
}

function readList(tokens: readonly string[], start: number, depth: number): Read<Value> | null {
  const list: Value[] = [];
  let at = start;
  while (at < tokens.length && tokens[at] !== ']') {
    if (tokens[at] === ',') {
      at += 1;
      continue;
    }
    const value = readValue(tokens, at, depth + 1);
    if (value === null) return null;
    list.push(value.members);
    at = value.end;
  }
  return tokens[at] === ']' ? { members: list, end: at + 1 } : null;
}

function ruleOf(path: string, members: ReadonlyMap<string, unknown>): Rule {
  const listed = members.get('capabilities');
  const word = members.get('policy');
  const named = Array.isArray(listed) ? listed.filter((one) => typeof one === 'string') : [];
  const old = typeof word === 'string' && Object.hasOwn(oldWords, word) ? (oldWords[word] ?? []) : [];
  return { path, capabilities: [...new Set([...named, ...old])] };
}

function fromJson(text: string): readonly Rule[] | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const paths = typeof value === 'object' && value !== null && 'path' in value ? value.path : undefined;
  // HCL's JSON form writes a block once, or as a list of blocks.
  const blocks = Array.isArray(paths) ? paths : [paths];
  return blocks
    .filter((block) => typeof block === 'object' && block !== null)
    .flatMap((block) =>
      Object.entries(block as object).map(([path, body]: [string, unknown]) =>
        ruleOf(path, new Map(Object.entries(typeof body === 'object' && body !== null ? body : {}))),
      ),
    );
}
