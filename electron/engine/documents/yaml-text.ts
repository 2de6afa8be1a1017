// A YAML text that a person writes, against the schema of what it should say. Every problem is told, each with its place.
import { type Document, isAlias, isMap, isNode, isPair, isScalar, type Node, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { type DocumentProblem, longestDocument } from '#shared/contract/documents.ts';
import { type DocumentSchema, schemaAt } from './document-schema.ts';
import { nameProblem } from './problem-words.ts';

const mostProblems = 100;

type Path = readonly PropertyKey[];

/** Where things stand in the text. */
export interface Places {
  /** Of the value at `path`, else of the nearest one around it that is there. */
  problem(path: Path, message: string, expected: string): DocumentProblem;
  /** A part of the text, in UTF-16 units. */
  problemAt(at: number, end: number, message: string, expected: string): DocumentProblem;
  /** First and last unit of the text of a scalar without what quotes it; null: its text is not the source's own. */
  scalar(path: Path): { readonly at: number; readonly end: number } | null;
}

export type ReadText<T> =
  | { readonly ok: true; readonly value: T; readonly places: Places }
  | { readonly ok: false; readonly problems: readonly DocumentProblem[] };

/** YAML 1.2, core schema: no tags, no anchors, one document. A member without a value is as if it were not there. */
export function readText<S extends z.ZodType>({ zod, json }: DocumentSchema<S>, text: string): ReadText<z.output<S>> {
  const problemAt = problemsIn(text);
  if (text.length > longestDocument) {
    const expected = `at most ${longestDocument} characters`;
    return { ok: false, problems: [problemAt(longestDocument, text.length, 'The text is too long.', expected)] };
  }
  try {
    return readParsed({ zod, json }, text, problemAt);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { ok: false, problems: [problemAt(0, text.length, tooDeep, 'a few levels')] };
  }
}

/** Throws RangeError where the text is nested more deeply than the stack is. */
function readParsed<S extends z.ZodType>(
  { zod, json }: DocumentSchema<S>,
  text: string,
  problemAt: Places['problemAt'],
): ReadText<z.output<S>> {
  const document = parseDocument(text, { schema: 'core', prettyErrors: false, logLevel: 'error' });
  const found = [...document.errors, ...document.warnings]
    .slice(0, mostProblems)
    .map(({ pos: [at, end], code, message }) => problemAt(at, end, sentence(faults[code] ?? message), 'YAML'));
  const marks = found.length > 0 ? [] : anchorsIn(document, problemAt);
  if (found.length + marks.length > 0) return { ok: false, problems: [...found, ...marks].slice(0, mostProblems) };
  const places: Places = {
    problemAt,
    problem: (path, message, expected) => {
      const [at, end] = rangeOf(document, path);
      return problemAt(at, end, message, expected);
    },
    scalar: (path) => scalarPlace(document.getIn(path, true), text),
  };
  const parsed = zod.safeParse(withoutNothing(document.toJS({ maxAliasCount: 0 })) ?? {}, { reportInput: true });
  if (parsed.success) return { ok: true, value: parsed.data, places };
  const problems = parsed.error.issues.slice(0, mostProblems).flatMap((issue) =>
    nameProblem(issue, schemaAt(json, issue.path)).map(({ key, message, expected }) => {
      const [at, end] = key === null ? rangeOf(document, issue.path) : keyRange(document, issue.path, key);
      return problemAt(at, end, message, expected);
    }),
  );
  return { ok: false, problems: problems.sort((one, other) => one.at - other.at).slice(0, mostProblems) };
}

const tooDeep = 'The text is nested too deeply.';

/** Makes problems of places in a text: where its lines begin is looked up once. */
function problemsIn(text: string): Places['problemAt'] {
  let starts: readonly number[] | undefined;
  return (from, to, message, expected) => {
    starts ??= lineStarts(text);
    // What is missing at the end stands behind it.
    const [at, end] = [Math.min(from, text.length), Math.min(to, text.length)];
    let [line, after] = [0, starts.length];
    while (after - line > 1) {
      const middle = (line + after) >>> 1;
      if ((starts[middle] ?? 0) <= at) line = middle;
      else after = middle;
    }
    const column = at - (starts[line] ?? 0) + 1;
    return { at, end: Math.max(at, end), line: line + 1, column, message, expected };
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** The parser's own advice is for programmers. */
const faults: Readonly<Record<string, string>> = {
  MULTIPLE_DOCS: 'There is more than one document',
  RESOURCE_EXHAUSTION: tooDeep,
};
const sentence = (words: string): string => (words.endsWith('.') ? words : `${words}.`);

/** Anchors and aliases have no use here, and make small texts large. */
function anchorsIn(document: Document.Parsed, problemAt: Places['problemAt']): DocumentProblem[] {
  const found: DocumentProblem[] = [];
  visit(document, (_key, node) => {
    if (!isNode(node)) return;
    const anchored = 'anchor' in node && node.anchor !== undefined;
    const [at, end] = node.range ?? [0, 0];
    if (anchored || isAlias(node))
      found.push(problemAt(at, end, 'Anchors and aliases are not used here.', 'the value itself'));
  });
  return found;
}

/** A member without a value is not there. */
function withoutNothing(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNothing);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .map(([name, inner]) => [name, withoutNothing(inner)]),
  );
}

type Range = readonly [number, number];

function rangeOf(document: Document.Parsed, path: Path): Range {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    // What is not there stands at the name of what should hold it.
    if (isNode(node) && node.range && length === path.length) return [node.range[0], node.range[1]];
    if (isNode(node)) return keyRange(document, path.slice(0, length - 1), String(path[length - 1]));
  }
  return [0, 0];
}

function keyRange(document: Document.Parsed, path: Path, key: string): Range {
  const map = path.length === 0 ? document.contents : document.getIn(path, true);
  if (!isMap(map)) return rangeOf(document, path);
  const pair = map.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === key);
  // `as`: `items` of a map that was parsed have nodes with ranges for keys.
  const range = (pair?.key as Node | undefined)?.range;
  return range ? [range[0], range[1]] : [0, 0];
}

function scalarPlace(node: unknown, text: string): { readonly at: number; readonly end: number } | null {
  if (!isScalar(node) || !node.range) return null;
  const [at, end] = node.range;
  if (node.type === 'PLAIN') return { at, end };
  if (node.type === 'BLOCK_FOLDED' || node.type === 'BLOCK_LITERAL') return { at: text.indexOf('\n', at) + 1, end };
  return null;
}
