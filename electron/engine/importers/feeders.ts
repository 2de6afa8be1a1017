// One way to read each form of file: bytes of UTF-8 in, items out.
import { CsvReader, sniffDelimiter } from './csv-rows.ts';
import { joinBytes } from './join-bytes.ts';
import { brokenPath, isForbiddenName } from './json-inspect.ts';
import type { Split } from './json-record.ts';
import { JsonSplitter } from './json-splitter.ts';
import type { ImportLimits } from './limits.ts';
import { yamlItems } from './yaml-items.ts';

export interface Feeder {
  push(bytes: Uint8Array): Iterable<Split>;
  end(): Iterable<Split>;
}

/** `sequence`: the file holds several values, one after the other. */
export function jsonFeeder(elements: readonly string[], limits: ImportLimits, sequence = false): Feeder {
  const splitter = new JsonSplitter(elements, limits, sequence);
  return { push: (bytes) => splitter.push(bytes), end: () => splitter.end() };
}

const mostColumns = 2_000;

const broken = (path: string, pattern: string, field: string | null): Split => ({
  ok: false,
  path,
  pattern,
  code: 'import.encoding',
  message: 'holds bytes that are not UTF-8',
  field,
  lost: true,
});

const hasBrokenText = (value: unknown): boolean => JSON.stringify(value)?.includes('\ufffd') === true;

export function yamlFeeder(elements: readonly string[], limits: ImportLimits): Feeder {
  let parts: Uint8Array[] = [];
  let size = 0;
  return {
    push(bytes) {
      size += bytes.length;
      if (size <= limits.largeYamlBytes) parts.push(bytes.slice());
      else parts = [];
      return [];
    },
    *end() {
      if (size > limits.largeYamlBytes) {
        const message = `holds ${size} bytes: YAML is read up to ${limits.largeYamlBytes}; export it as JSON`;
        yield { ok: false, path: '$', pattern: '$', code: 'import.too_large', message, field: null, lost: true };
        return;
      }
      const bytes = joinBytes(parts, size);
      parts = [];
      const { text, valid } = decoded(bytes);
      for (const split of yamlItems(text, size, elements, limits)) {
        if (!valid && split.ok && hasBrokenText(split.value))
          yield broken(split.path, split.pattern, brokenPath(split.value));
        else yield split;
      }
    },
  };
}

function decoded(bytes: Uint8Array): { text: string; valid: boolean } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), valid: true };
  } catch {
    return { text: new TextDecoder().decode(bytes), valid: false };
  }
}

export function csvFeeder(head: string, limits: ImportLimits): Feeder {
  const reader = new CsvReader(sniffDelimiter(head), limits.recordBytes);
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let columns: readonly string[] | null = null;
  let stopped = false;

  function* read(text: string, last: boolean): Iterable<Split> {
    if (stopped) return;
    const { rows, failure } = reader.push(text, last);
    for (const { number, cells, fault } of rows) {
      const path = `row ${number}`;
      if (fault !== null) {
        const pattern = columns === null ? '$' : '$row';
        yield { ok: false, path, pattern, code: fault.code, message: fault.message, field: null, lost: true };
        // Without a header nobody knows what the cells below it are.
        stopped = columns === null;
        if (stopped) return;
        continue;
      }
      if (columns === null) {
        if (cells.length > mostColumns) {
          const message = `has ${cells.length} columns, more than ${mostColumns}: nothing was read`;
          yield { ok: false, path, pattern: '$', code: 'import.malformed', message, field: null, lost: true };
          stopped = true;
          return;
        }
        columns = namesOf(cells);
        for (const name of cells.map((cell) => cell.trim()).filter(isForbiddenName)) {
          const message = `has a column named ${name}: read as “column ${name}”`;
          const code = 'import.forbidden_member';
          yield { ok: false, path, pattern: '$header', code, message, field: name, lost: false };
        }
        yield { ok: true, path, pattern: '$header', value: columns };
      } else yield row(cells, columns, path);
    }
    if (failure) {
      const { code, message } = failure;
      yield { ok: false, path: `row ${failure.row}`, pattern: '$', code, message, field: null, lost: true };
    }
  }
  return {
    push: (bytes) => read(decoder.decode(bytes, { stream: true }), false),
    end: () => read(decoder.decode(), true),
  };
}

/** A column that has another's name gets a number; one that nobody may assign to gets another name. */
function namesOf(cells: readonly string[]): readonly string[] {
  const names = new Set<string>();
  for (const [index, cell] of cells.entries()) {
    const plain = cell.trim().slice(0, 200) || `column ${index + 1}`;
    let name = isForbiddenName(plain) ? `column ${plain}` : plain;
    for (let count = 2; names.has(name); count += 1) name = `${plain} (${count})`;
    names.add(name);
  }
  return [...names];
}

function row(cells: readonly string[], columns: readonly string[], path: string): Split {
  const extra = cells.slice(columns.length).filter((cell) => cell.trim() !== '').length;
  if (extra > 0) {
    const message = `has ${cells.length} cells, the header ${columns.length}: a missing quote or delimiter?`;
    return { ok: false, path, pattern: '$row', code: 'import.malformed', message, field: null, lost: true };
  }
  const value: Record<string, string> = {};
  for (const [index, column] of columns.entries()) value[column] = cells[index] ?? '';
  const bad = cells.findIndex((cell) => cell.includes('\ufffd'));
  if (bad >= 0) return broken(path, '$row', columns[bad] ?? null);
  return { ok: true, path, pattern: '$row', value };
}
