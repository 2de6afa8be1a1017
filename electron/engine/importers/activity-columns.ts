// The columns of JSON events: paths of what is no object, as the first of them show them.
import { isObject } from './fields.ts';
import type { Head } from './importer.ts';
import { isSequence } from './json-sequence.ts';
import { JsonSplitter } from './json-splitter.ts';
import { defaultLimits } from './limits.ts';

const looked = 5;
const deepest = 3;
const mostColumns = 200;

export interface SampledEvents {
  readonly columns: readonly string[];
  /** Of each event, the texts of its columns. */
  readonly rows: readonly (readonly string[])[];
}

/** The first events of JSON lines or of a list; null: there are none. */
export function sampleEvents(head: Head): SampledEvents | null {
  if (head.format !== 'json' || (head.outermost !== 'array' && !isSequence(head.text))) return null;
  const splitter = new JsonSplitter(['$[*]'], defaultLimits, isSequence(head.text));
  const events: Readonly<Record<string, unknown>>[] = [];
  for (const split of splitter.push(new TextEncoder().encode(head.text))) {
    if (split.ok && isObject(split.value)) events.push(split.value);
    if (events.length === looked) break;
  }
  if (events.length === 0) return null;
  const columns = [...new Set(events.flatMap((event) => pathsIn(event, '', 1)))].slice(0, mostColumns);
  return { columns, rows: events.map((event) => columns.map((column) => textAt(event, column))) };
}

function pathsIn(value: Readonly<Record<string, unknown>>, before: string, depth: number): readonly string[] {
  return Object.entries(value).flatMap(([name, inner]) => {
    const path = `${before}${name}`;
    if (path.length > 200) return [];
    if (!isObject(inner)) return Array.isArray(inner) && inner.some((one) => isObject(one)) ? [] : [path];
    return depth < deepest ? pathsIn(inner, `${path}.`, depth + 1) : [];
  });
}

/** What stands at a path, as text; a name may itself hold dots. '': nothing, or an object. */
export function textAt(value: Readonly<Record<string, unknown>>, path: string): string {
  const inner = at(value, path);
  if (typeof inner === 'string') return inner;
  if (typeof inner === 'number' || typeof inner === 'boolean') return String(inner);
  return Array.isArray(inner) ? inner.filter((one) => typeof one !== 'object').join(' ') : '';
}

function at(value: Readonly<Record<string, unknown>>, path: string): unknown {
  if (Object.hasOwn(value, path)) return value[path];
  for (let dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
    const inner = Object.hasOwn(value, path.slice(0, dot)) ? value[path.slice(0, dot)] : undefined;
    if (isObject(inner)) {
      const found = at(inner, path.slice(dot + 1));
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
