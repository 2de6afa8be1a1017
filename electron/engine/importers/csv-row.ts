import type { ColumnMapping } from '#shared/contract/imports.ts';
import type { Fact, Instant, Seconds } from '#shared/model/fact.ts';
import type { MappableField } from './csv-mapping.ts';
import { type Complaints, Fields } from './fields.ts';

/** One row, read by what its columns are mapped to. */
export class CsvRow {
  readonly record: string;
  readonly #fields: Fields;
  readonly #columns: readonly string[];
  readonly #mapping: ColumnMapping;

  constructor(
    value: Readonly<Record<string, unknown>>,
    columns: readonly string[],
    mapping: ColumnMapping,
    record: string,
    complaints: Complaints,
  ) {
    this.record = record;
    this.#fields = new Fields(value, record, complaints);
    this.#columns = columns;
    this.#mapping = mapping;
  }

  #of(field: MappableField): readonly string[] {
    return this.#columns.filter((column) => Object.hasOwn(this.#mapping, column) && this.#mapping[column] === field);
  }

  columnOf(field: MappableField): string | null {
    return this.#of(field)[0] ?? null;
  }

  isMapped(field: MappableField): boolean {
    return this.#of(field).length > 0;
  }

  /** What the first column says that says anything. */
  text(field: MappableField): string {
    return this.texts(field)[0] ?? '';
  }

  texts(field: MappableField): readonly string[] {
    return this.#of(field)
      .map((column) => this.#fields.plain(column))
      .filter((text) => text !== '');
  }

  /** What each mapped column says, also when that is nothing. */
  facts(field: MappableField): readonly (Fact<string> | undefined)[] {
    return this.#of(field).map((column) => this.#fields.text(column));
  }

  number(field: MappableField): Fact<Seconds> | undefined {
    const column = this.columnOf(field);
    return column === null ? undefined : this.#fields.seconds(column);
  }

  instants(field: MappableField): readonly Fact<Instant | 'never'>[] {
    return this.#of(field)
      .map((column) => this.#fields.instant(column))
      .filter((fact) => fact !== undefined);
  }
}
