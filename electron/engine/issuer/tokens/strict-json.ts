// JSON.parse takes the last of two members of the same name; whoever checked the first was deceived (RFC 8725 §2.4).
import { JwtRefusal } from './jwt-refusal.ts';

const maxDepth = 32;
/** Strings and punctuation of a text that is JSON: numbers, literals and white space say nothing about its shape. */
const marks = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:]/g;
const loneSurrogate = /\p{Surrogate}/u;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * One JSON object in UTF-8 without a byte-order mark, no member named twice at any depth, at most 32 levels deep, every
 * string well-formed. Throws JwtRefusal; `what` names the text in its reason.
 */
export function readJsonObject(bytes: Uint8Array, what: string): Readonly<Record<string, unknown>> {
  const value = readJson(decode(bytes, what), what);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new JwtRefusal(`the ${what} is no JSON object`);
  }
  return value as Readonly<Record<string, unknown>>; // What JSON knows beside null, arrays and primitives.
}

/** Any JSON value, by the same rules, from a text that was decoded already. Throws JwtRefusal. */
export function readJson(text: string, what: string): unknown {
  const value = parse(text, what);
  inspect(text, what);
  return value;
}

function decode(bytes: Uint8Array, what: string): string {
  try {
    return utf8.decode(bytes);
  } catch (cause) {
    throw new JwtRefusal(`the ${what} is not UTF-8`, { cause });
  }
}

function parse(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new JwtRefusal(`the ${what} is no JSON`, { cause });
  }
}

/** Follows the shape of a text that JSON.parse has taken, so that a colon can only stand behind a member's name. */
function inspect(text: string, what: string): void {
  const open: (Set<string> | null)[] = [];
  let string = '';
  for (const [mark] of text.matchAll(marks)) {
    if (mark === '{' || mark === '[') {
      if (open.length === maxDepth) throw new JwtRefusal(`the ${what} is nested deeper than ${maxDepth}`);
      open.push(mark === '{' ? new Set() : null);
    } else if (mark === '}' || mark === ']') open.pop();
    else if (mark === ':') addName(open.at(-1), string, what);
    else string = unquote(mark, what);
  }
}

function addName(names: Set<string> | null | undefined, name: string, what: string): void {
  if (names?.has(name)) throw new JwtRefusal(`the ${what} names a member twice`);
  names?.add(name);
}

function unquote(mark: string, what: string): string {
  if (!mark.includes('\\')) return mark.slice(1, -1);
  const string: string = JSON.parse(mark);
  if (loneSurrogate.test(string)) throw new JwtRefusal(`the ${what} has a string with half a character`);
  return string;
}
