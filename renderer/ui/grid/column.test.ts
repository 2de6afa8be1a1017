import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Column, layoutColumns } from './column.ts';

const column = (id: string, width: number, grow: number): Column<string> => ({
  id,
  title: id,
  width,
  grow,
  cell: () => id,
  text: () => id,
});

it('columns that do not grow keep their width', () => {
  const widths = layoutColumns([column('a', 80, 0), column('b', 100, 1)], {}, 400);
  expect(widths[0]).toBe(80);
  expect(widths[1]).toBeGreaterThan(100);
});

it('a column that was resized keeps what it was given', () => {
  expect(layoutColumns([column('a', 80, 1), column('b', 100, 1)], { a: 50 }, 800)[0]).toBe(50);
});

it('no column is ever narrower than its minimum', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ width: fc.integer({ min: 40, max: 300 }), grow: fc.integer({ min: 0, max: 4 }) }), {
        minLength: 1,
        maxLength: 14,
      }),
      fc.integer({ min: 0, max: 3000 }),
      (specs, available) => {
        const columns = specs.map((spec, index) => column(`c${index}`, spec.width, spec.grow));
        for (const width of layoutColumns(columns, {}, available)) expect(width).toBeGreaterThanOrEqual(40);
      },
    ),
  );
});

it('a column that grows gives way to half of its width, and no further', () => {
  expect(layoutColumns([column('a', 80, 0), column('b', 200, 1)], {}, 60)).toEqual([80, 100]);
});
