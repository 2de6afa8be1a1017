// What a secret scanner found, without the secret: keyed fingerprints and ids are taken where a report is read, and of the
// rest stays what says where. A member that is not named here goes nowhere, whatever it holds.
import { isObject } from '#engine/importers/fields.ts';
import { isPlaceholder } from '#engine/importers/placeholders.ts';
import { looksSecret, stripped } from '#engine/importers/strip-secrets.ts';
import { idsIn } from './ids-in.ts';

export type PrintsOf = (secret: string) => readonly string[];

/** One secret that was found. Single members are as the report has them, so that whoever reads them can complain. */
export interface Sealed {
  /** By which the scanner knows it again; null: by nothing. */
  readonly id: unknown;
  readonly detector: unknown;
  readonly repository: unknown;
  readonly file: unknown;
  readonly line: unknown;
  readonly commit: unknown;
  /** When it came there or was found; of one that was dismissed: when that was. */
  readonly date: unknown;
  /** Who put it there; of one that was dismissed: who did that. */
  readonly who: unknown;
  /** What the scanner says of it: `verified`, `resolved: revoked`. */
  readonly states: readonly string[];
  /** People at the scanner said that it is none. */
  readonly dismissed: boolean;
  /** The report holds no value of it. */
  readonly redacted: boolean;
  /** Fingerprints of whatever may be the secret, then ids that it names. */
  readonly keys: readonly string[];
}

/** What a report shows of the secret itself, in any order and number. */
export interface Shown {
  /** Texts that are the secret, or hold it with its id. */
  readonly secrets: readonly unknown[];
  /** Texts that may be the secret, or anything else. */
  readonly perhaps?: readonly unknown[];
  /** Texts that hold the secret amid others: only ids are read of them. */
  readonly around?: readonly unknown[];
  /** Texts that the report says are ids. */
  readonly ids?: readonly unknown[];
}

const mostKeys = 24;
const longestText = 1_000;
/** Shorter ones stand in every path. */
const shortestSecret = 6;

/** What a scanner writes in place of a secret: a word, stars, or its first letters. */
const redaction = /^(?:|redact(?:ed)?|hidden|\*{3,}\S{0,8})$/i;
function isRedacted(text: string): boolean {
  const said = text.trim();
  return said.endsWith('...') || said.endsWith('…') || redaction.test(said);
}

/** A report may write an id as a number; one that lost its last digits is none. */
const idText = (id: unknown): unknown => (Number.isSafeInteger(id) ? String(id) : id);

const texts = (values: readonly unknown[]): readonly string[] =>
  values.filter((value): value is string => typeof value === 'string' && value !== '');

/** Puts `found`, which names places alone, together with what is left of the secret. */
export function seal(
  found: Omit<Sealed, 'redacted' | 'keys'>,
  { secrets, perhaps = [], around = [], ids = [] }: Shown,
  printsOf: PrintsOf,
): Sealed {
  const whole = texts([...secrets, ...perhaps]).filter(
    (text) => !isRedacted(text) && !isPlaceholder(text) && text !== stripped,
  );
  const named = texts(ids.map(idText)).filter(
    (id) => /^[^\s"'<>]{8,200}$/.test(id) && !whole.includes(id) && !looksSecret(id),
  );
  const shaped = texts([...secrets, ...around, ...ids]).flatMap(idsIn);
  const prints = whole.flatMap((text) => [...new Set([text, text.trim()])].flatMap(printsOf));
  const scrub = scrubber(texts([...secrets, ...around]));
  return {
    id: scrub(found.id),
    detector: scrub(found.detector),
    repository: scrub(placeOf(found.repository)),
    file: scrub(found.file),
    line: formed(scrub(found.line), /^\d{1,12}$/),
    commit: formed(scrub(found.commit), /^[0-9a-f]{4,64}$/i),
    date: formed(scrub(found.date), /^\d{4}[\d\sTZUC:+.,-]{0,40}$/),
    who: scrub(found.who),
    states: found.states.map((state) => String(scrub(state))),
    dismissed: found.dismissed,
    redacted: whole.length === 0,
    keys: [...new Set([...prints, ...shaped, ...named])].slice(0, mostKeys),
  };
}

/** A text that cannot be what it should be goes no further: of it stays that there was one. */
const formed = (value: unknown, form: RegExp): unknown =>
  typeof value === 'string' && value !== '' && !form.test(value.trim()) ? [] : value;

/** Single values stay, without the secrets; of a list or an object stays that it was one. */
function scrubber(secrets: readonly string[]): (value: unknown) => unknown {
  const long = [...new Set(secrets.flatMap((text) => [text, text.trim()]))]
    .filter((text) => text.length >= shortestSecret)
    .sort((one, other) => other.length - one.length);
  return (value) => {
    if (value === undefined) return null;
    if (typeof value === 'object') return value === null ? null : [];
    if (typeof value !== 'string') return value;
    return long.reduce((text, secret) => text.replaceAll(secret, stripped), value).slice(0, longestText);
  };
}

/** `https://user:token@github.com/acme/shop.git` → `github.com/acme/shop`. */
const placeOf = (value: unknown): unknown =>
  typeof value === 'string'
    ? value
        .trim()
        .replace(/^[a-z][a-z+]{1,20}:\/\/(?:[^/]*@)?/i, '')
        .replace(/\/+$/, '')
        .replace(/\.git$/, '')
    : value;

/** The value as an object, where it is one. */
export const objectIn = (value: unknown): Readonly<Record<string, unknown>> => (isObject(value) ? value : {});

export const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');

/** One word of a vocabulary, as scanners write them: `false_positive`. '' for all else. */
export const wordIn = (value: unknown): string =>
  typeof value === 'string' && /^[a-z][a-z_ ]{0,38}$/i.test(value) ? value : '';
