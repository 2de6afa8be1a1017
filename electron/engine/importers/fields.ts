// Reads the members of one source object. What cannot be read is a problem that names record and field, and unknown.
import { type Fact, type Instant, isUnknown, type Seconds, type Unknown, unknown } from '#shared/model/fact.ts';
import type { ProblemSeverity } from '#shared/model/problem.ts';
import { type ReadInstant, readInstant } from './instants.ts';
import { isPlaceholder } from './placeholders.ts';
import type { ProblemCode } from './problem-codes.ts';
import { cleanText } from './text.ts';

export interface Complaints {
  problem(problem: {
    severity: ProblemSeverity;
    code: ProblemCode;
    message: string;
    record: string | null;
    field: string | null;
  }): void;
}

const kinds: Readonly<Record<string, string>> = { object: 'an object', string: 'a text', boolean: 'true or false' };
const kindOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'a list' : (kinds[typeof value] ?? `a ${typeof value}`);

/** Beyond what a number can be, such as 1e400: whoever cut the record out of the file has said so already. */
const isEndless = (value: unknown): boolean => typeof value === 'number' && !Number.isFinite(value);

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Absent members answer `undefined`, unreadable ones an unknown with its reason. */
export class Fields {
  readonly record: string;
  readonly #value: Readonly<Record<string, unknown>>;
  readonly #complaints: Complaints;
  readonly #prefix: string;

  constructor(value: Readonly<Record<string, unknown>>, record: string, complaints: Complaints, prefix = '') {
    this.#value = value;
    this.record = record;
    this.#complaints = complaints;
    this.#prefix = prefix;
  }

  raw(name: string): unknown {
    const value = Object.hasOwn(this.#value, name) ? this.#value[name] : undefined;
    return value === null ? undefined : value;
  }

  names(): readonly string[] {
    return Object.keys(this.#value);
  }

  complain(severity: ProblemSeverity, code: ProblemCode, field: string, message: string): void {
    this.#complaints.problem({ severity, code, message, record: this.record, field: this.#prefix + field });
  }

  text(name: string): Fact<string> | undefined {
    const value = this.raw(name);
    if (value === undefined) return undefined;
    if (typeof value === 'number' && Number.isFinite(value)) return this.#digits(name, value);
    if (typeof value !== 'string') return this.#wrong(name, value, 'a text');
    if (isPlaceholder(value)) return unknown('placeholder');
    return this.#clean(name, value);
  }

  /** The text, or '' where there is none to be had. */
  plain(name: string): string {
    const text = this.text(name);
    return text === undefined || isUnknown(text) ? '' : text;
  }

  flag(name: string): Fact<boolean> | undefined {
    const value = this.raw(name);
    if (value === undefined || value === '') return undefined;
    if (typeof value === 'boolean') return value;
    if (typeof value === 'string') {
      const word = value.trim().toLowerCase();
      if (word === 'true' || word === 'on' || word === 'yes') return true;
      if (word === 'false' || word === 'off' || word === 'no') return false;
      if (isPlaceholder(value)) return unknown('placeholder');
    }
    return this.#wrong(name, value, 'true or false');
  }

  /** true only when the source says so. */
  isTrue(name: string): boolean {
    return this.flag(name) === true;
  }

  number(name: string): Fact<number> | undefined {
    const value = this.raw(name);
    if (value === undefined || value === '') return undefined;
    const read = typeof value === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(value) ? Number(value) : value;
    if (typeof read !== 'number') {
      if (typeof value === 'string' && isPlaceholder(value)) return unknown('placeholder');
      return this.#wrong(name, value, 'a number');
    }
    if (isEndless(read)) return unknown('unreadable');
    return this.#isTooLarge(name, read) ? unknown('unreadable') : read;
  }

  /** A length of time in seconds; negative ones are the vendor's word for "not set". */
  seconds(name: string): Fact<Seconds> | undefined {
    const value = this.number(name);
    return value !== undefined && !isUnknown(value) && value < 0 ? undefined : value;
  }

  instant(name: string, unit: 's' | 'ms' | 'any' = 'any'): Fact<Instant | 'never'> | undefined {
    const value = this.raw(name);
    if (typeof value === 'string' && isPlaceholder(value)) return unknown('placeholder');
    return this.told(name, value, readInstant(value, unit));
  }

  told(name: string, value: unknown, read: ReadInstant): Fact<Instant | 'never'> | undefined {
    switch (read.is) {
      case 'instant':
        return read.at;
      case 'never':
        return 'never';
      case 'nothing':
        return undefined;
      case 'out_of_range':
        this.complain(
          'warning',
          'import.date_out_of_range',
          name,
          `${this.#prefix}${name} lies outside 1970–2200: unknown`,
        );
        return unknown('unreadable');
      case 'unreadable':
        if (isEndless(value)) return unknown('unreadable');
        if (typeof value === 'string') {
          this.complain('warning', 'import.unreadable_value', name, `${this.#prefix}${name} is not a date: unknown`);
          return unknown('unreadable');
        }
        return this.#wrong(name, value, 'a date');
    }
  }

  /** The texts of a list; what is not a text in it is reported and left out. */
  texts(name: string): readonly string[] | undefined {
    const value = this.raw(name);
    if (value === undefined) return undefined;
    if (typeof value === 'string' && isPlaceholder(value)) return undefined;
    if (!Array.isArray(value)) {
      this.#wrong(name, value, 'a list');
      return undefined;
    }
    const texts: string[] = [];
    for (const inner of value) {
      const digits = typeof inner === 'number' && Number.isFinite(inner) ? this.#digits(name, inner) : null;
      if (typeof inner === 'string') texts.push(this.#clean(name, inner));
      else if (digits !== null) texts.push(...(isUnknown(digits) ? [] : [digits]));
      else this.#wrong(name, inner, 'a text');
    }
    return texts;
  }

  object(name: string): Fields | null {
    const value = this.raw(name);
    if (value === undefined || (typeof value === 'string' && isPlaceholder(value))) return null;
    if (isObject(value)) return new Fields(value, this.record, this.#complaints, `${this.#prefix}${name}.`);
    this.#wrong(name, value, 'an object');
    return null;
  }

  objects(name: string): readonly Fields[] {
    const value = this.raw(name);
    if (value === undefined || (typeof value === 'string' && isPlaceholder(value))) return [];
    if (!Array.isArray(value)) {
      this.#wrong(name, value, 'a list');
      return [];
    }
    const objects: Fields[] = [];
    for (const [index, inner] of value.entries()) {
      const place = `${name}[${index}]`;
      if (isObject(inner)) objects.push(new Fields(inner, this.record, this.#complaints, `${this.#prefix}${place}.`));
      else this.#wrong(place, inner, 'an object');
    }
    return objects;
  }

  /** An id is the same whether a source writes it as a number or as a text; one that lost its last digits is none. */
  #digits(name: string, value: number): Fact<string> {
    return this.#isTooLarge(name, value) ? unknown('unreadable') : String(value);
  }

  #isTooLarge(name: string, value: number): boolean {
    if (!Number.isInteger(value) || Number.isSafeInteger(value)) return false;
    const message = `${this.#prefix}${name} is too large for a number: unknown`;
    this.complain('warning', 'import.number_out_of_range', name, message);
    return true;
  }

  #clean(name: string, value: string): string {
    const clean = cleanText(value);
    const field = this.#prefix + name;
    if (clean.hadNul) this.complain('warning', 'import.nul_byte', name, `${field} held NUL characters: removed`);
    if (clean.hadControl)
      this.complain('info', 'import.control_character', name, `${field} holds control characters: written out`);
    if (clean.turnsDirection)
      this.complain('warning', 'import.control_character', name, `${field} holds characters that turn its direction`);
    if (clean.isFormula)
      this.complain('info', 'import.formula_character', name, `${field} begins like a formula: kept as a text`);
    if (clean.cut)
      this.complain('warning', 'import.unreadable_value', name, `${field} is longer than 4,096 characters: cut`);
    return clean.text;
  }

  #wrong(name: string, value: unknown, wanted: string): Unknown {
    this.complain(
      'warning',
      'import.wrong_type',
      name,
      `${this.#prefix}${name} is ${kindOf(value)}, not ${wanted}: unknown`,
    );
    return unknown('unreadable');
  }
}
