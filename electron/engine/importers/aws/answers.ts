// What stands around the objects of an answer: the API, the command line and SDKs, recordings of them, SDK examples, events
// of EventBridge.
import { isObject } from '#engine/importers/fields.ts';
import type { GatheredFile } from '#engine/importers/gather/gathered-file.ts';
import type { ImportContext, Item, Reading } from '#engine/importers/importer.ts';
import { RootObject } from '#engine/importers/root-object.ts';
import { plainDates } from './plain-dates.ts';

export type Members = Readonly<Record<string, unknown>>;

/** The answers of one service. */
export interface Answers {
  /** Members that are lists of objects. */
  readonly lists: readonly string[];
  /** Members that are one object. */
  readonly singles: readonly string[];
  /** What a request says of whom it asks: where a recording kept it, an answer tells it too. */
  readonly subjects: readonly string[];
  /** It has such members, and is an object itself. */
  isWhole(value: Members): boolean;
  /** Another form; null: none that is known. */
  other?(item: Item, value: Members): Iterable<Item> | null;
  /** What an object is told by what stands beside it. */
  beside?(name: string, inner: Members, value: Members): Members;
  /** An object of a list that is too long to be held whole. */
  sees?(item: Item): void;
}

/** Members that only stand around. */
const around = new Set([
  'IsTruncated', 'Marker', 'NextToken', 'NextMarker', 'PaginationToken', 'ResponseMetadata', '$metadata', 'JobStatus', 'JobType',
  'JobCreationDate', 'JobCompletionDate', 'status_code', 'LoggedAt', 'ContentLength', 'HttpStatusCode', 'NumberOfServicesAccessible',
  'NumberOfServicesNotAccessed',
]); // biome-ignore format: a list of words

/** The patterns of an importer that reads them. */
export const elementsOf = ({ lists }: Answers): readonly string[] => [
  '$[*]',
  ...lists.flatMap((name) => [`$.${name}[*]`, `$.data.${name}[*]`]),
];

/** A part of an item, with those of its fingerprints that lie in it. */
export function partOf(item: Item, place: string, value: unknown): Item {
  const prefix = `${place.replace(/\[(\d+)\]/g, '.$1')}.`;
  const inside = [...item.fingerprints].flatMap(([path, print]) =>
    `.${path}`.startsWith(prefix) ? [[`.${path}`.slice(prefix.length), print] as const] : [],
  );
  return { ...item, path: `${item.path}${place}`, value, fingerprints: new Map(inside) };
}

const deepest = 4;

/** The objects of one answer, however it is wrapped. */
function* unwrapped(item: Item, answers: Answers, depth = 0): Iterable<Item> {
  const { value } = item;
  if (!isObject(value) || depth > deepest) {
    yield item;
    return;
  }
  const into = (place: string, inner: unknown): Iterable<Item> =>
    unwrapped(partOf(item, place, inner), answers, depth + 1);
  const { data, detail, output, input } = value;
  if ('status_code' in value && isObject(data)) yield* into('.data', data);
  else if ('source' in value && isObject(detail)) yield* into('.detail', detail);
  else if ('title' in value && isObject(output)) {
    yield* into('.output', isObject(input) ? withSubject(output, input, answers) : output);
  } else yield* answers.other?.(item, value) ?? objectsOf(item, value, answers);
}

const withSubject = (value: Members, input: Members, { subjects }: Answers): Members => ({
  ...Object.fromEntries(subjects.flatMap((name) => (Object.hasOwn(input, name) ? [[name, input[name]]] : []))),
  ...value,
});

function* objectsOf(item: Item, value: Members, answers: Answers): Iterable<Item> {
  const found = answers.lists.filter((name) => Array.isArray(value[name]));
  const single = answers.singles.filter((name) => isObject(value[name]));
  if (answers.isWhole(value) || found.length + single.length === 0) {
    if (Object.keys(value).some((name) => !around.has(name))) yield item;
    return;
  }
  const told = (name: string, inner: unknown): unknown => {
    if (!isObject(inner)) return inner;
    return withSubject(answers.beside?.(name, inner, value) ?? inner, value, answers);
  };
  for (const name of single) yield partOf(item, `.${name}`, told(name, value[name]));
  for (const name of found) {
    const list = value[name];
    for (const [index, inner] of (Array.isArray(list) ? list : []).entries())
      yield partOf(item, `.${name}[${index}]`, told(name, inner));
  }
}

/** The examples that SDKs ship: requests and their answers, by operation. */
function* examplesIn(item: Item, examples: Members): Iterable<Item> {
  for (const [name, list] of Object.entries(examples)) {
    for (const [index, value] of (Array.isArray(list) ? list : []).entries()) {
      if (!isObject(value) || !('output' in value)) continue;
      yield { ...partOf(item, `.examples.${name}[${index}]`, value), asked: { method: 'POST', url: name } };
    }
  }
}

const inData = '$.data.';

/** Reads a file of answers: one, several, lists of their objects, or what an SDK ships as examples. */
export function readAnswers<Known>(context: ImportContext, file: GatheredFile<Known>, answers: Answers): Reading {
  const [root, data] = [new RootObject(), new RootObject()];
  const elements = elementsOf(answers);
  let isList = false;

  function take(item: Item): void {
    plainDates(item.value);
    for (const one of unwrapped(item, answers)) file.item(one);
  }

  function ofList(item: Item): void {
    isList ||= item.asked === undefined;
    if (item.pattern === '$[*]') take(item);
    else {
      plainDates(item.value);
      answers.sees?.(item);
      file.item(item);
    }
  }

  /** What stood beside the lists, or all there is. */
  function* rest(): Iterable<void> {
    const [holder, path] = data.names.length > 0 ? [data, '$.data'] : [root, '$'];
    const names = holder.names.filter((name) => !around.has(name) && (!isList || answers.singles.includes(name)));
    if (names.length === 0) return;
    if (!holder.isWhole) {
      file.reject('import.truncated', path, null, 'the object is not whole: left out');
      return;
    }
    const whole = { ...holder.item(context.fingerprint), path };
    const { examples } = isObject(whole.value) ? whole.value : {};
    if (!isObject(examples)) take(whole);
    else {
      for (const one of examplesIn(whole, examples)) {
        take(one);
        yield;
      }
    }
  }

  return {
    item(item) {
      const { pattern } = item;
      if (elements.includes(pattern)) ofList(item);
      else if (item.asked !== undefined) return;
      else if (pattern.startsWith(inData)) data.take({ ...item, pattern: `$.${pattern.slice(inData.length)}` });
      else root.take(item);
    },
    missed(pattern) {
      root.missed(pattern);
      data.missed(pattern.startsWith(inData) ? `$.${pattern.slice(inData.length)}` : pattern);
    },
    *end() {
      yield* rest();
      yield* file.finish();
    },
  };
}
