// The credential report as a table of its own. Cut into several files, only the first has the header.
import { isObject } from '#engine/importers/fields.ts';
import type { Item } from '#engine/importers/importer.ts';
import { rowNamed } from './account-answers.ts';
import { reportColumns } from './report.ts';

/** A row where the header belongs. */
export const isHeadless = (columns: readonly string[]): boolean =>
  columns.length >= 20 && /^arn:aws[a-z-]*:iam::\d{12}:(?:root$|user\/)/.test(columns[1] ?? '');

/** The cell that a name was made of: reading tables, no two columns have one name and none has none. */
const cellOf = (name: string): string =>
  /^column \d+$/.test(name) ? '' : name.replace(/^column /, '').replace(/ \(\d+\)$/, '');

export class ReportRows {
  #names: readonly string[] = [];
  #headless = false;

  /** The row that stands in the header's place, where one does. */
  header(item: Item): readonly Item[] {
    this.#names = Array.isArray(item.value) ? item.value.map(String) : [];
    this.#headless = isHeadless(this.#names);
    if (!this.#headless) return [];
    return [{ ...item, pattern: '$row', value: rowNamed(reportColumns, this.#names.map(cellOf)) }];
  }

  row(item: Item): Item {
    const { value } = item;
    if (!this.#headless || !isObject(value)) return item;
    return {
      ...item,
      value: rowNamed(
        reportColumns,
        this.#names.map((name) => String(value[name] ?? '')),
      ),
    };
  }
}
