import type { ReactNode } from 'react';

/** One column of a grid. `text` is what copying gives; `cell` is what is drawn. */
export interface Column<Row, Sort extends string = string> {
  readonly id: string;
  readonly title: string;
  /** What the column means, as a tooltip of its head. */
  readonly hint?: string;
  /** px */
  readonly width: number;
  readonly minimum?: number;
  /** Takes its share of what is left over. 0: keeps its width. */
  readonly grow?: number;
  readonly align?: 'start' | 'end';
  readonly sort?: Sort;
  /** The first click sorts downwards. */
  readonly descendingFirst?: boolean;
  cell(row: Row): ReactNode;
  text(row: Row): string;
}

/** Widths in px for a grid of `available` px: fixed columns keep theirs, growing ones share the rest, at most 1.6 times. */
export function layoutColumns<Row>(
  columns: readonly Column<Row>[],
  resized: Readonly<Record<string, number>>,
  available: number,
): readonly number[] {
  const base = columns.map((column) => resized[column.id] ?? column.width);
  const spare = available - base.reduce((sum, width) => sum + width, 0);
  const shares = columns.map((column) => (resized[column.id] === undefined ? (column.grow ?? 0) : 0));
  const total = shares.reduce((sum, share) => sum + share, 0);
  if (total === 0) return base;
  return base.map((width, index) => {
    const column = columns[index];
    const wanted = width + Math.floor((spare * (shares[index] ?? 0)) / total);
    const most = (shares[index] ?? 0) > 0 ? Math.max(width * 1.6, width) : width;
    const least = column?.minimum ?? ((shares[index] ?? 0) > 0 ? Math.max(40, Math.round(width / 2)) : 40);
    return Math.round(Math.max(least, Math.min(wanted, spare > 0 ? Math.max(most, wanted * 0.9) : width)));
  });
}
