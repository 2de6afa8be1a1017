import { type Column, DictionaryColumn, NumberColumn, TextColumn, type Width } from './columns.ts';

export type ColumnKind = Width | 'text' | 'dictionary';
export type Schema = { readonly [name: string]: ColumnKind };

export type ColumnOf<K extends ColumnKind> = K extends Width
  ? NumberColumn<K>
  : K extends 'text'
    ? TextColumn
    : DictionaryColumn;
export type Columns<S extends Schema> = { readonly [N in keyof S]: ColumnOf<S[N]> };
export type Row<S extends Schema> = { readonly [N in keyof S]: S[N] extends Width ? number : string };

/** A piece of a column as the snapshot keeps it: `name` is `table.column`, `part` counts from 0. */
export interface Chunk {
  readonly name: string;
  readonly part: number;
  readonly data: Uint8Array;
}

/** Columns of equal length under names; the schema says what each holds. */
export class ColumnTable<S extends Schema> {
  readonly columns: Columns<S>;
  readonly #list: readonly (readonly [keyof S & string, AnyColumn])[];
  #length = 0;

  constructor(schema: S) {
    this.#list = Object.entries(schema).map(([name, kind]) => [name, makeColumn(kind)] as const);
    // Each entry was made from its own kind just above; fromEntries forgets which name goes with which.
    this.columns = Object.fromEntries(this.#list) as unknown as Columns<S>;
  }

  get length(): number {
    return this.#length;
  }

  /** Answers the new row's number. */
  append(row: Row<S>): number {
    const index = this.#length;
    this.resize(index + 1);
    this.update(index, row);
    return index;
  }

  update(index: number, row: Row<S>): void {
    for (const [name, column] of this.#list) column.set(index, row[name] as never); // Row<S> pairs names with their kinds.
  }

  resize(length: number): void {
    for (const [, column] of this.#list) column.resize(length);
    this.#length = length;
  }

  /** Rows `from[i]` of `source` become rows `to[i]` here; the table grows to `length`. */
  adopt(source: ColumnTable<S>, from: Uint32Array, to: Uint32Array, length: number): void {
    this.resize(length);
    for (const [i, [, column]] of this.#list.entries()) {
      const other = source.#list[i]?.[1];
      // Both tables have the same schema, so columns at equal places are of one class.
      if (other) (column as Column).adopt(other as never, from, to);
    }
  }

  /** All rows of `source` follow its own. */
  concat(source: ColumnTable<S>): void {
    for (const [i, [, column]] of this.#list.entries()) {
      const other = source.#list[i]?.[1];
      // As above: columns at equal places are of one class.
      if (other) (column as Column).concat(other as never);
    }
    this.#length += source.#length;
  }

  /** Rows that are not among these, which ascend, are gone; the others close ranks. */
  keep(rows: Uint32Array): void {
    const to = rows.map((_, i) => i);
    // A row never moves to a place behind its own: what is overwritten was moved before.
    for (const [, column] of this.#list) (column as Column).adopt(column as never, rows, to);
    this.resize(rows.length);
  }

  /** One column at a time: a whole table twice in memory would be too much. */
  *chunks(table: string): Iterable<Chunk> {
    for (const [name, column] of this.#list) yield* chunksOf(`${table}.${name}`, column);
  }

  /** Throws when a chunk is absent or columns differ in length: the snapshot is then not used. */
  load(table: string, chunks: ReadonlyMap<string, readonly Uint8Array[]>): void {
    for (const [name, column] of this.#list) {
      const parts = chunks.get(`${table}.${name}`);
      if (!parts) throw new Error(`the snapshot has no column ${table}.${name}`);
      column.load(parts);
    }
    const lengths = new Set(this.#list.map(([, column]) => column.length));
    if (lengths.size !== 1) throw new Error(`columns of ${table} differ in length`);
    this.#length = this.#list[0]?.[1].length ?? 0;
  }
}

export function* chunksOf(name: string, column: Pick<Column, 'toBytes'>): Iterable<Chunk> {
  for (const [part, data] of column.toBytes().entries()) yield { name, part, data };
}

type AnyColumn = NumberColumn<Width> | TextColumn | DictionaryColumn;

function makeColumn(kind: ColumnKind): AnyColumn {
  if (kind === 'text') return new TextColumn();
  if (kind === 'dictionary') return new DictionaryColumn();
  // A column of one width is used through the common interface only, which all widths share.
  return new NumberColumn(kind) as NumberColumn<Width>;
}
