// Recordings of API traffic: what a server answered, kept beside what it was asked. Importers see the answers as if each
// were a file of its own.
import type { Instant } from '#shared/model/fact.ts';
import type { Feeder } from './feeders.ts';
import { isObject } from './fields.ts';
import type { Head } from './importer.ts';
import { readInstant } from './instants.ts';
import { compilePatterns } from './json-patterns.ts';
import type { Split } from './json-record.ts';
import { JsonSplitter, type SplitLimits } from './json-splitter.ts';

/** One request and its answer. `body` is the answer's text, or its value where the recorder parsed it. */
interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly body: unknown;
  /** Where in the recorded object the body stands: `.response.body.string`. */
  readonly place: string;
}

interface Form {
  /** Of one exchange in the file. */
  readonly pattern: string;
  readonly isIn: (head: Head) => boolean;
  readonly read: (value: Readonly<Record<string, unknown>>) => Exchange | null;
}

const has = (head: Head, ...names: readonly string[]): boolean => names.every((name) => head.members.includes(name));
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const objectOf = (value: unknown): Readonly<Record<string, unknown>> => (isObject(value) ? value : {});

/** VCR and its kin: `interactions` of `request {method, uri}` and `response {status, body}`. */
const cassette: Form = {
  pattern: '$.interactions[*]',
  isIn: (head) => head.outermost === 'object' && has(head, 'interactions'),
  read(value) {
    const [request, response] = [objectOf(value['request']), objectOf(value['response'])];
    const status = isObject(response['status']) ? response['status']['code'] : response['status'];
    const { body } = response;
    const base = { method: textOf(request['method']), url: textOf(request['uri'] ?? request['url']), status };
    if (!isObject(body)) return exchange({ ...base, body, place: '.response.body' });
    return 'base64_string' in body
      ? exchange({ ...base, body: fromBase64(body['base64_string']), place: '.response.body.base64_string' })
      : exchange({ ...base, body: body['string'], place: '.response.body.string' });
  },
};

/** nock: a list of `scope`, `method`, `path`, `status` and `response`, which is text only where it was no JSON. */
const nock: Form = {
  pattern: '$[*]',
  isIn: (head) => head.outermost === 'array' && has(head, 'scope', 'method', 'path', 'status', 'response'),
  read: (value) =>
    exchange({
      method: textOf(value['method']),
      url: textOf(value['scope']).replace(/:443$/, '') + textOf(value['path']),
      status: value['status'],
      body: value['responseIsBinary'] === true ? null : value['response'],
      place: '.response',
    }),
};

/** HTTP Archive 1.2, as browsers save what they saw on the wire. */
const archive: Form = {
  pattern: '$.log.entries[*]',
  isIn: (head) => head.outermost === 'object' && has(head, 'log') && /"entries"\s*:/.test(head.text),
  read(value) {
    const [request, response] = [objectOf(value['request']), objectOf(value['response'])];
    const content = objectOf(response['content']);
    const body = content['encoding'] === 'base64' ? fromBase64(content['text']) : content['text'];
    const base = { method: textOf(request['method']), url: textOf(request['url']), status: response['status'] };
    return exchange({ ...base, body, place: '.response.content.text' });
  },
};

const forms: readonly Form[] = [cassette, nock, archive];

const exchange = (read: Omit<Exchange, 'status'> & { readonly status: unknown }): Exchange | null => {
  const { status } = read;
  return typeof status === 'number' && read.url !== '' ? { ...read, status } : null;
};

function fromBase64(text: unknown): string {
  if (typeof text !== 'string') return '';
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text.replace(/\s+/g, '')), (char) => char.charCodeAt(0)));
  } catch {
    // Not base64, so not an answer either.
    return '';
  }
}

export const isRecording = (head: Head): boolean => formOf(head) !== null;

/** When it began, where the recorder says so; no clock runs before ours. */
export function recordedAt(head: Head, now: Instant): Instant | null {
  const said = isRecording(head)
    ? /"(?:startedDateTime|recorded_at)"\s*:\s*"([^"]{10,40})"/.exec(head.text)?.[1]
    : undefined;
  const read = readInstant(said);
  return read.is === 'instant' ? Math.min(read.at, now) : null;
}

const formOf = (head: Head): Form | null => forms.find((form) => form.isIn(head)) ?? null;

/**
 * Hands out the answers to requests that succeeded, cut by the importer's own `elements`; an object that none of them
 * leads into arrives whole, as an element of a list. `base` makes the feeder that reads the recording itself.
 */
export function recordingFeeder(
  head: Head,
  base: (elements: readonly string[]) => Feeder,
  elements: readonly string[],
  limits: SplitLimits,
): Feeder {
  const form = formOf(head) ?? cassette;
  const inner = base([form.pattern]);
  const envelopes = [...compilePatterns(elements).members.keys()];

  function* unpack(splits: Iterable<Split>): Iterable<Split> {
    for (const split of splits) {
      if (split.pattern !== form.pattern) {
        // Only what was lost is worth a word: the version of a recorder's format says nothing.
        if (!split.ok) yield split;
      } else if (!split.ok) yield { ...split, pattern: '$' };
      else if (isObject(split.value)) yield* answers(split.path, form.read(split.value));
    }
  }

  function* answers(path: string, read: Exchange | null): Iterable<Split> {
    if (read === null || read.status < 200 || read.status > 299) return;
    const text = (typeof read.body === 'string' ? read.body : (JSON.stringify(read.body) ?? '')).trim();
    // Pages, pictures and empty answers are no source objects.
    if (!text.startsWith('{') && !text.startsWith('[')) return;
    const wrap = text.startsWith('{') && !leadsInto(text, envelopes);
    const splitter = new JsonSplitter(elements, limits);
    const bytes = new TextEncoder().encode(wrap ? `[${text}]` : text);
    const asked = { method: read.method.toUpperCase(), url: read.url };
    for (const split of [...splitter.push(bytes), ...splitter.end()]) {
      const inside = wrap ? split.path.replace(/^\$(?:\[0\])?/, '') : split.path.slice(1);
      const at = `${path}${read.place}${inside}`;
      if (split.ok) yield { ...split, path: at, asked };
      else if (split.code === 'import.truncated') yield { ...split, path: at, message: 'breaks off' };
      else yield { ...split, path: at };
    }
  }
  return {
    push: (bytes) => unpack(inner.push(bytes)),
    end: () => unpack(inner.end()),
  };
}

/** A broken answer leads nowhere: it is then cut as a list of one, which says what is wrong with it. */
function leadsInto(text: string, envelopes: readonly string[]): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && envelopes.some((name) => Object.hasOwn(value, name));
  } catch {
    return false;
  }
}
