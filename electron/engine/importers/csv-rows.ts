// Rows of a CSV file, a chunk of text at a time, by papaparse's own parser.
import Papa from 'papaparse';
import type { ProblemCode } from './problem-codes.ts';

const delimiters = [',', ';', '\t', '|'] as const;

/** The delimiter that cuts the first lines most evenly; a comma where none does. */
export function sniffDelimiter(head: string): string {
  let best = ',';
  let most = 1;
  for (const delimiter of delimiters) {
    const rows = Papa.parse<string[]>(head, { delimiter, preview: 12, skipEmptyLines: true }).data.slice(0, 10);
    const width = rows[0]?.length ?? 0;
    const even = rows.filter((row) => row.length === width).length / Math.max(1, rows.length);
    const worth = width > 1 ? width * even * even : 0;
    if (worth > most) {
      best = delimiter;
      most = worth;
    }
  }
  return best;
}

export interface CsvFailure {
  readonly code: ProblemCode;
  readonly message: string;
  readonly row: number;
}

export interface CsvRows {
  readonly rows: {
    readonly number: number;
    readonly cells: readonly string[];
    /** Its quotes do not match, so that nobody knows what its cells are. */
    readonly fault: Pick<CsvFailure, 'code' | 'message'> | null;
  }[];
  readonly failure: CsvFailure | null;
}

const faults: Readonly<Record<string, Pick<CsvFailure, 'code' | 'message'>>> = {
  MissingQuotes: {
    code: 'import.truncated',
    message: 'has a quote that never closes: all that follows it in the file belongs to one cell',
  },
  InvalidQuotes: { code: 'import.malformed', message: 'has a quote in the middle of a quoted cell' },
};

const isEmpty = (cells: readonly string[]): boolean => cells.length === 1 && cells[0]?.trim() === '';

/** The parser that papaparse's own streamers use; its types leave the result open. */
interface Parsed {
  readonly data: string[][];
  /** `row`: index into `data`. */
  readonly errors: readonly { readonly code: string; readonly row?: number }[];
  readonly meta: { readonly cursor: number };
}

export class CsvReader {
  readonly #config: Papa.ParseConfig;
  readonly #recordBytes: number;
  #rest = '';
  #wait = 0;
  #number = 0;
  #failed = false;

  constructor(delimiter: string, recordBytes: number) {
    this.#config = { delimiter };
    this.#recordBytes = recordBytes;
  }

  push(text: string, last: boolean): CsvRows {
    if (this.#failed) return { rows: [], failure: null };
    this.#rest += text;
    // A row that does not end is not read again until there is twice as much of it.
    if (!last && this.#rest.length < this.#wait) return { rows: [], failure: null };
    const parser = new Papa.Parser(this.#config);
    // See Parsed.
    const parsed = parser.parse(this.#rest, 0, !last) as Parsed;
    this.#rest = last ? '' : this.#rest.slice(parsed.meta.cursor);
    this.#wait = parsed.data.length === 0 ? this.#rest.length * 2 : 0;
    const rows = [];
    const faultOf = new Map(parsed.errors.map(({ code, row }) => [row, faults[code] ?? null]));
    for (const [index, cells] of parsed.data.entries()) {
      if (last && cells === parsed.data.at(-1) && isEmpty(cells)) continue;
      this.#number += 1;
      if (!isEmpty(cells)) rows.push({ number: this.#number, cells, fault: faultOf.get(index) ?? null });
    }
    if (this.#rest.length <= this.#recordBytes) return { rows, failure: null };
    this.#failed = true;
    this.#rest = '';
    const message = `the row is longer than ${this.#recordBytes} bytes; is a quote missing? What follows was not read`;
    return { rows, failure: { code: 'import.record_too_large', message, row: this.#number + 1 } };
  }
}
