/**
 * Growable columns: what lists, charts and scores loop over. A column never shrinks but by `truncate`, and growing may
 * replace the array behind `values`: read `values` anew after every commit.
 */
interface Arrays {
  readonly f64: Float64Array<ArrayBuffer>;
  readonly f32: Float32Array<ArrayBuffer>;
  readonly u32: Uint32Array<ArrayBuffer>;
  readonly u16: Uint16Array<ArrayBuffer>;
  readonly u8: Uint8Array<ArrayBuffer>;
}
export type Width = keyof Arrays;
export type ArrayOf<W extends Width> = Arrays[W];

const makers: { readonly [W in Width]: (source: number | ArrayBuffer) => Arrays[W] } = {
  f64: (source) => (typeof source === 'number' ? new Float64Array(source) : new Float64Array(source)),
  f32: (source) => (typeof source === 'number' ? new Float32Array(source) : new Float32Array(source)),
  u32: (source) => (typeof source === 'number' ? new Uint32Array(source) : new Uint32Array(source)),
  u16: (source) => (typeof source === 'number' ? new Uint16Array(source) : new Uint16Array(source)),
  u8: (source) => (typeof source === 'number' ? new Uint8Array(source) : new Uint8Array(source)),
};

/** What every kind of column can do, for code that handles them alike. */
export interface Column {
  readonly length: number;
  /** Makes it `length` rows long; new rows are zero or empty. */
  resize(length: number): void;
  /** Rows `from[i]` of `source` become rows `to[i]`; the column must be long enough. */
  adopt(source: this, from: Uint32Array, to: Uint32Array): void;
  /** All rows of `source` follow its own. */
  concat(source: this): void;
  /** Bytes that `load` reads back; equal columns have equal bytes. */
  toBytes(): readonly Uint8Array<ArrayBuffer>[];
  load(bytes: readonly Uint8Array[]): void;
}

export class NumberColumn<W extends Width> implements Column {
  readonly width: W;
  #values: ArrayOf<W>;
  #length = 0;

  constructor(width: W) {
    this.width = width;
    this.#values = makers[width](0);
  }

  get length(): number {
    return this.#length;
  }

  /** The live array; rows from `length` on are spare room. */
  get values(): ArrayOf<W> {
    return this.#values;
  }

  /** The live array cut to `length`, sharing its memory. */
  view(): ArrayOf<W> {
    // subarray of each kind of array gives that very kind; TypeScript cannot follow it through the union.
    return this.#values.subarray(0, this.#length) as ArrayOf<W>;
  }

  at(row: number): number {
    return this.#values[row] ?? Number.NaN;
  }

  set(row: number, value: number): void {
    this.#values[row] = value;
  }

  push(value: number): void {
    const row = this.#length;
    this.resize(row + 1);
    this.#values[row] = value;
  }

  resize(length: number): void {
    if (length > this.#values.length) {
      const grown = makers[this.width](Math.max(length, 16, Math.ceil(this.#values.length * 1.5)));
      grown.set(this.#values.subarray(0, this.#length));
      this.#values = grown;
    } else if (length < this.#length) {
      this.#values.fill(0, length, this.#length);
    }
    this.#length = length;
  }

  adopt(source: this, from: Uint32Array, to: Uint32Array): void {
    const values = this.#values;
    const others = source.#values;
    for (let i = 0; i < to.length; i++) values[to[i] ?? 0] = others[from[i] ?? 0] ?? 0;
  }

  concat(source: this): void {
    const before = this.#length;
    this.resize(before + source.#length);
    this.#values.set(source.view(), before);
  }

  toBytes(): readonly Uint8Array<ArrayBuffer>[] {
    const exact = this.#values.slice(0, this.#length);
    return [new Uint8Array(exact.buffer, exact.byteOffset, exact.byteLength)];
  }

  load([bytes = new Uint8Array(0)]: readonly Uint8Array[]): void {
    const values = makers[this.width](ownBuffer(bytes));
    this.#values = values;
    this.#length = values.length;
  }
}

/** One JavaScript string a row: names, ids, search text. */
export class TextColumn implements Column {
  #values: string[] = [];

  get length(): number {
    return this.#values.length;
  }

  get values(): readonly string[] {
    return this.#values;
  }

  at(row: number): string {
    return this.#values[row] ?? '';
  }

  set(row: number, value: string): void {
    this.#values[row] = value;
  }

  push(value: string): void {
    this.#values.push(value);
  }

  resize(length: number): void {
    while (this.#values.length < length) this.#values.push('');
    this.#values.length = length;
  }

  adopt(source: this, from: Uint32Array, to: Uint32Array): void {
    for (let i = 0; i < to.length; i++) this.#values[to[i] ?? 0] = source.#values[from[i] ?? 0] ?? '';
  }

  concat(source: this): void {
    this.#values = this.#values.concat(source.#values);
  }

  toBytes(): readonly Uint8Array<ArrayBuffer>[] {
    return [textsToBytes(this.#values)];
  }

  load([bytes = new Uint8Array(0)]: readonly Uint8Array[]): void {
    this.#values = bytesToTexts(bytes);
  }
}

/** Few different strings over many rows: a code a row and a table of strings. Code 0 is always the empty string. */
export class DictionaryColumn implements Column {
  readonly codes: NumberColumn<'u32'> = new NumberColumn('u32');
  #strings: string[] = [''];
  /** Made when first needed: a column that is only read never pays for it. */
  #codeOf: Map<string, number> | undefined;

  get length(): number {
    return this.codes.length;
  }

  /** Code to string. Strings that no row holds any more stay. */
  get strings(): readonly string[] {
    return this.#strings;
  }

  at(row: number): string {
    return this.#strings[this.codes.at(row)] ?? '';
  }

  /** The code of a string that is in the table, else -1. */
  find(text: string): number {
    return this.#index().get(text) ?? -1;
  }

  intern(text: string): number {
    const index = this.#index();
    let code = index.get(text);
    if (code === undefined) {
      code = this.#strings.length;
      this.#strings.push(text);
      index.set(text, code);
    }
    return code;
  }

  set(row: number, value: string): void {
    this.codes.set(row, this.intern(value));
  }

  push(value: string): void {
    this.codes.push(this.intern(value));
  }

  resize(length: number): void {
    this.codes.resize(length);
  }

  adopt(source: this, from: Uint32Array, to: Uint32Array): void {
    if (source === this) {
      this.codes.adopt(this.codes, from, to);
      return;
    }
    // Strings enter the table in the order of the rows, so that a replay gives the same codes.
    const translated = new Uint32Array(source.#strings.length);
    const codes = this.codes.values;
    const others = source.codes.values;
    for (let i = 0; i < to.length; i++) {
      const other = others[from[i] ?? 0] ?? 0;
      let code = translated[other] ?? 0;
      if (code === 0 && other !== 0) {
        code = this.intern(source.#strings[other] ?? '');
        translated[other] = code;
      }
      codes[to[i] ?? 0] = code;
    }
  }

  concat(source: this): void {
    const before = this.length;
    // Where rows were only ever appended, the order of the strings is that of the rows.
    const translated = Uint32Array.from(source.#strings, (text) => this.intern(text));
    this.resize(before + source.length);
    const codes = this.codes.values;
    const others = source.codes.view();
    for (let i = 0; i < others.length; i++) codes[before + i] = translated[others[i] ?? 0] ?? 0;
  }

  toBytes(): readonly Uint8Array<ArrayBuffer>[] {
    return [...this.codes.toBytes(), textsToBytes(this.#strings)];
  }

  load([codes = new Uint8Array(0), strings = new Uint8Array(0)]: readonly Uint8Array[]): void {
    this.codes.load([codes]);
    this.#strings = bytesToTexts(strings);
    if (this.#strings.length === 0) this.#strings.push('');
    this.#codeOf = undefined;
  }

  #index(): Map<string, number> {
    this.#codeOf ??= new Map(this.#strings.map((text, code) => [text, code]));
    return this.#codeOf;
  }
}

/** JSON keeps what UTF-8 would lose: lone surrogates. */
function textsToBytes(texts: readonly string[]): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(texts));
}

function bytesToTexts(bytes: Uint8Array): string[] {
  if (bytes.byteLength === 0) return [];
  const texts: unknown = JSON.parse(new TextDecoder().decode(bytes));
  if (!Array.isArray(texts) || !texts.every((text) => typeof text === 'string'))
    throw new Error('not a list of strings');
  return texts;
}

/** The bytes in a buffer of their own, as a typed array of wider elements needs it; no copy where they have one. */
function ownBuffer(bytes: Uint8Array): ArrayBuffer {
  if (bytes.byteOffset === 0 && bytes.buffer instanceof ArrayBuffer && bytes.buffer.byteLength === bytes.byteLength) {
    return bytes.buffer;
  }
  return new Uint8Array(bytes).buffer;
}
