// Cuts a YAML file into the same items as the JSON splitter. YAML cannot be streamed: the text is read whole, within limits.
// A file of several documents is read as a list of them, where the importer takes lists.
import { CORE_SCHEMA, loadAll } from 'js-yaml';
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from 'yaml';
import { infinitePaths, inspect, isForbiddenName, isWalkable } from './json-inspect.ts';
import { compilePatterns, type PatternNode } from './json-patterns.ts';
import type { Split } from './json-record.ts';
import type { ImportLimits } from './limits.ts';
import { quoteYamlPlaceholders } from './placeholders.ts';
import type { ProblemCode } from './problem-codes.ts';

type YamlLimits = Pick<ImportLimits, 'yamlBytes' | 'largeYamlBytes' | 'yamlAliases' | 'depth'>;

/** Values inside one record, aliases followed: far above any tenant's. */
const recordNodes = 1_000_000;
/** Syntax errors that are reported one by one. */
const reportedErrors = 20;

export function* yamlItems(
  text: string,
  bytes: number,
  patterns: readonly string[],
  limits: YamlLimits,
): Iterable<Split> {
  const tree = compilePatterns(patterns);
  const source = quoteYamlPlaceholders(text);
  try {
    if (bytes <= limits.yamlBytes) yield* small(source, tree, limits);
    else yield* large(source, tree, limits);
  } catch (error) {
    // Nesting of thousands of levels ends the parser's stack; nothing of ours throws here.
    const deep = error instanceof RangeError;
    yield deep
      ? lost('$', '$', 'import.too_deep', 'is nested too deeply to be read as YAML')
      : lost('$', '$', 'import.malformed', `is not valid YAML${place(error)}`);
  }
}

const lost = (
  path: string,
  pattern: string,
  code: ProblemCode,
  message: string,
  field: string | null = null,
): Split => ({
  ok: false,
  path,
  pattern,
  code,
  message,
  field,
  lost: true,
});

/** js-yaml's line, without its message, which quotes the file. */
function place(error: unknown): string {
  const mark = typeof error === 'object' && error !== null && 'mark' in error ? error.mark : null;
  if (typeof mark !== 'object' || mark === null || !('line' in mark) || typeof mark.line !== 'number') return '';
  return ` in line ${mark.line + 1}: nothing was read`;
}

const firstOnly = (documents: number): Split =>
  lost('$', '$', 'import.skipped', `holds ${documents} YAML documents: only the first was read`);

function* large(text: string, tree: PatternNode, limits: YamlLimits): Iterable<Split> {
  // What stands between two separators without a word in it is no document.
  const documents: readonly unknown[] = loadAll(text, { schema: CORE_SCHEMA }).filter(
    (value) => value !== null && value !== undefined,
  );
  if (documents.length > 1 && tree.each !== null) yield* walkValue(documents, tree, '$', '$', limits);
  else {
    if (documents.length > 1) yield firstOnly(documents.length);
    yield* walkValue(documents[0], tree, '$', '$', limits);
  }
}

function* walkValue(
  value: unknown,
  node: PatternNode | null,
  path: string,
  pattern: string,
  limits: YamlLimits,
): Iterable<Split> {
  const root = path === '$';
  if (Array.isArray(value) && (node?.each || root)) {
    for (const [index, inner] of value.entries()) {
      yield* walkValue(inner, node?.each ?? null, `${path}[${index}]`, `${pattern}[*]`, limits);
    }
  } else if (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    ((node?.members.size ?? 0) > 0 || root)
  ) {
    for (const [name, inner] of Object.entries(value)) {
      if (isForbiddenName(name))
        yield lost(path, pattern, 'import.forbidden_member', `has a member named ${name}: skipped`, name);
      else yield* walkValue(inner, node?.members.get(name) ?? null, `${path}.${name}`, `${pattern}.${name}`, limits);
    }
  } else yield* checked(value, path, pattern, limits);
}

function* checked(value: unknown, path: string, pattern: string, limits: YamlLimits): Iterable<Split> {
  const walkable = isWalkable(value, limits.depth, recordNodes);
  if (walkable === 'too deep')
    return yield lost(path, pattern, 'import.too_deep', `is nested deeper than ${limits.depth} levels`);
  if (walkable === 'too large')
    return yield lost(path, pattern, 'import.record_too_large', 'holds too many values: an alias bomb?');
  const seen = inspect(value);
  if (seen.forbidden !== null) {
    return yield lost(path, pattern, 'import.forbidden_member', `has a member named ${seen.forbidden}`, seen.forbidden);
  }
  for (const field of seen.infinite ? infinitePaths(value) : []) {
    const message = `${field} is no finite number: unknown`.trimStart();
    yield { ok: false, path, pattern, code: 'import.number_out_of_range', message, field, lost: false };
  }
  yield { ok: true, path, pattern, value };
}

function* small(text: string, tree: PatternNode, limits: YamlLimits): Iterable<Split> {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, {
    version: '1.2',
    schema: 'core',
    uniqueKeys: true,
    merge: false,
    prettyErrors: false,
    logLevel: 'silent',
    lineCounter: lines,
  });
  const written = 'empty' in documents ? [] : documents.filter(isWritten);
  const [first] = written;
  if (first === undefined) return;
  if (written.length > 1 && tree.each !== null) {
    for (const [index, document] of written.entries())
      yield* readDocument(document, lines, tree.each, `$[${index}]`, '$[*]', limits);
  } else {
    if (written.length > 1) yield firstOnly(written.length);
    yield* readDocument(first, lines, tree, '$', '$', limits);
  }
}

/** What stands between two separators without a word in it is no document. */
const isWritten = ({ contents, errors }: Document.Parsed): boolean =>
  errors.length > 0 || (contents !== null && !(isScalar(contents) && contents.value === null));

function* readDocument(
  document: Document.Parsed,
  lines: LineCounter,
  tree: PatternNode,
  start: string,
  pattern: string,
  limits: YamlLimits,
): Iterable<Split> {
  const taken = new Set<number>();
  const faultIn = (node: Node): number => {
    const [start, , end] = node.range ?? [0, 0, 0];
    const index = document.errors.findIndex(
      (error, at) => !taken.has(at) && error.pos[0] >= start && error.pos[0] < end,
    );
    if (index >= 0)
      for (const [at, error] of document.errors.entries())
        if (error.pos[0] >= start && error.pos[0] < end) taken.add(at);
    return index;
  };
  const lineOf = (index: number): number => lines.linePos(document.errors[index]?.pos[0] ?? 0).line;

  function* walk(node: unknown, pattern: PatternNode | null, path: string, general: string): Iterable<Split> {
    // A document that is one of several is cut out whole, as the element of a list is.
    const root = path === '$';
    if (isSeq(node) && (pattern?.each || root)) {
      for (const [index, inner] of node.items.entries()) {
        yield* walk(inner, pattern?.each ?? null, `${path}[${index}]`, `${general}[*]`);
      }
    } else if (isMap(node) && ((pattern?.members.size ?? 0) > 0 || root)) {
      const names = new Set<string>();
      for (const pair of node.items) {
        const name = isScalar(pair.key) ? String(pair.key.value) : '';
        if (names.has(name)) continue;
        names.add(name);
        if (isForbiddenName(name))
          yield lost(path, general, 'import.forbidden_member', `has a member named ${name}: skipped`, name);
        else yield* walk(pair.value, pattern?.members.get(name) ?? null, `${path}.${name}`, `${general}.${name}`);
      }
    } else if (isMap(node) || isSeq(node) || isScalar(node) || isAlias(node)) {
      const fault = faultIn(node);
      if (fault >= 0) {
        const twice = document.errors[fault]?.code === 'DUPLICATE_KEY';
        const message = twice ? 'has a member twice' : 'is not valid YAML';
        yield lost(
          path,
          general,
          twice ? 'import.duplicate_member' : 'import.malformed',
          `${message}, line ${lineOf(fault)}`,
        );
      } else yield* convert(node, document, path, general, limits);
    }
  }
  yield* walk(document.contents, tree, start, pattern);
  let reported = 0;
  for (const index of document.errors.keys()) {
    if (taken.has(index) || reported >= reportedErrors) continue;
    reported += 1;
    const twice = document.errors[index]?.code === 'DUPLICATE_KEY';
    const code = twice ? 'import.duplicate_member' : 'import.malformed';
    yield lost(start, '$', code, `${twice ? 'a member stands twice' : 'is not valid YAML'}, line ${lineOf(index)}`);
  }
}

function* convert(
  node: Node,
  document: Parameters<Node['toJS']>[0],
  path: string,
  pattern: string,
  limits: YamlLimits,
): Iterable<Split> {
  let value: unknown;
  try {
    value = node.toJS(document, { maxAliasCount: limits.yamlAliases });
  } catch (error) {
    const message =
      error instanceof ReferenceError ? `uses aliases more than ${limits.yamlAliases} times` : 'cannot be read';
    return yield lost(path, pattern, 'import.malformed', message);
  }
  yield* checked(value, path, pattern, limits);
}
