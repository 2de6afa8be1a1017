import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ColumnTable } from './column-table.ts';
import { DictionaryColumn, NumberColumn, TextColumn } from './columns.ts';

const schema = { at: 'f64', count: 'u8', name: 'text', kind: 'dictionary' } as const;

const row = fc.record({
  at: fc.double(),
  count: fc.nat(255),
  name: fc.string({ unit: 'binary' }),
  kind: fc.constantFrom('', 'a', 'b', '\ud800', '__proto__'),
});

function tableOf(rows: readonly { at: number; count: number; name: string; kind: string }[]) {
  const table = new ColumnTable(schema);
  for (const each of rows) table.append(each);
  return table;
}

const rowsOf = (table: ColumnTable<typeof schema>) =>
  Array.from({ length: table.length }, (_, at) => ({
    at: table.columns.at.at(at),
    count: table.columns.count.at(at),
    name: table.columns.name.at(at),
    kind: table.columns.kind.at(at),
  }));

const grouped = (table: ColumnTable<typeof schema>): Map<string, Uint8Array[]> => {
  const chunks = new Map<string, Uint8Array[]>();
  for (const { name, data } of table.chunks('t')) chunks.set(name, [...(chunks.get(name) ?? []), data]);
  return chunks;
};

describe('a column table', () => {
  it('gives back the rows that were appended, and again after a trip through chunks', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
        const table = tableOf(rows);
        expect(rowsOf(table)).toEqual(rows);
        const copy = new ColumnTable(schema);
        copy.load('t', grouped(table));
        expect(rowsOf(copy)).toEqual(rows);
        expect([...copy.chunks('t')]).toEqual([...table.chunks('t')]);
      }),
    );
  });

  it('can grow after it was loaded', () => {
    const copy = new ColumnTable(schema);
    copy.load('t', grouped(tableOf([{ at: 1, count: 2, name: 'n', kind: 'k' }])));
    copy.append({ at: Number.NaN, count: 3, name: '', kind: 'k' });
    expect(rowsOf(copy)).toEqual([
      { at: 1, count: 2, name: 'n', kind: 'k' },
      { at: Number.NaN, count: 3, name: '', kind: 'k' },
    ]);
    expect(copy.columns.kind.strings).toEqual(['', 'k']);
  });

  it('is the same whether rows of another follow or are adopted one by one', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), fc.array(row, { maxLength: 20 }), (own, others) => {
        const [joined, adopted, source] = [tableOf(own), tableOf(own), tableOf(others)];
        joined.concat(source);
        const from = Uint32Array.from(others.keys());
        adopted.adopt(
          source,
          from,
          from.map((at) => own.length + at),
          own.length + others.length,
        );
        expect(rowsOf(joined)).toEqual([...own, ...others]);
        expect([...joined.chunks('t')]).toEqual([...adopted.chunks('t')]);
      }),
      { seed: 20_261_128 },
    );
  });

  it('adopts rows of another: updates some, appends others', () => {
    const table = tableOf([
      { at: 1, count: 1, name: 'one', kind: 'a' },
      { at: 2, count: 2, name: 'two', kind: 'b' },
    ]);
    const other = tableOf([
      { at: 9, count: 9, name: 'nine', kind: 'c' },
      { at: 8, count: 8, name: 'eight', kind: 'a' },
      { at: 7, count: 7, name: 'seven', kind: '' },
    ]);
    table.adopt(other, Uint32Array.of(0, 2), Uint32Array.of(1, 2), 3);
    expect(rowsOf(table)).toEqual([
      { at: 1, count: 1, name: 'one', kind: 'a' },
      { at: 9, count: 9, name: 'nine', kind: 'c' },
      { at: 7, count: 7, name: 'seven', kind: '' },
    ]);
  });

  it('refuses chunks that do not fit together', () => {
    const chunks = grouped(tableOf([{ at: 1, count: 1, name: 'one', kind: 'a' }]));
    const short = new Map(chunks).set('t.count', [new Uint8Array(0)]);
    expect(() => new ColumnTable(schema).load('t', short)).toThrow('differ in length');
    chunks.delete('t.name');
    expect(() => new ColumnTable(schema).load('t', chunks)).toThrow('no column t.name');
  });
});

describe('columns', () => {
  it('keep NaN and the infinities', () => {
    const column = new NumberColumn('f64');
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0]) column.push(value);
    const copy = new NumberColumn('f64');
    copy.load(column.toBytes());
    expect([...copy.view()]).toEqual([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0]);
  });

  it('leave nothing behind in rows that are cut off and made anew', () => {
    const column = new NumberColumn('u32');
    column.push(7);
    column.resize(0);
    column.resize(1);
    expect([...column.view()]).toEqual([0]);
  });

  it('know their strings by code', () => {
    const column = new DictionaryColumn();
    for (const value of ['b', '', 'a', 'b']) column.push(value);
    expect([...column.codes.view()]).toEqual([1, 0, 2, 1]);
    expect([column.find('a'), column.find('z'), column.find('')]).toEqual([2, -1, 0]);
  });

  it('refuse texts that are none', () => {
    expect(() => new TextColumn().load([new TextEncoder().encode('[1]')])).toThrow('not a list of strings');
  });
});
