import type { PointerEvent, ReactNode } from 'react';
import type { Column } from './column.ts';

interface GridHeadProps<Row, Sort extends string> {
  readonly columns: readonly Column<Row, Sort>[];
  readonly widths: readonly number[];
  readonly sort: { readonly by: Sort; readonly descending: boolean } | null;
  readonly onSort: ((by: Sort, descending: boolean) => void) | undefined;
  onResize(id: string, width: number): void;
}

export function GridHead<Row, Sort extends string>({
  columns,
  widths,
  sort,
  onSort,
  onResize,
}: GridHeadProps<Row, Sort>): ReactNode {
  const drag = (event: PointerEvent<HTMLSpanElement>, column: Column<Row, Sort>, width: number): void => {
    event.preventDefault();
    event.stopPropagation();
    const handle = event.currentTarget;
    const from = event.clientX;
    handle.setPointerCapture(event.pointerId);
    const follow = (moved: globalThis.PointerEvent): void =>
      onResize(column.id, Math.max(column.minimum ?? 40, width + moved.clientX - from));
    const stop = (): void => {
      handle.removeEventListener('pointermove', follow);
      handle.removeEventListener('lostpointercapture', stop);
    };
    handle.addEventListener('pointermove', follow);
    handle.addEventListener('lostpointercapture', stop);
  };

  return (
    <div role="row" aria-rowindex={1} className="grid-head">
      {columns.map((column, index) => {
        const by = column.sort;
        const sorted = by !== undefined && sort?.by === by;
        const width = widths[index] ?? column.width;
        return (
          <div
            key={column.id}
            role="columnheader"
            aria-colindex={index + 1}
            aria-sort={sorted ? (sort?.descending ? 'descending' : 'ascending') : undefined}
            className={column.align === 'end' ? 'grid-title end' : 'grid-title'}
            style={{ width }}
            title={column.hint}
          >
            {by === undefined || onSort === undefined ? (
              <span>{column.title}</span>
            ) : (
              <button
                type="button"
                tabIndex={-1}
                onClick={() => onSort(by, sorted ? !sort?.descending : (column.descendingFirst ?? false))}
              >
                {column.title}
                {sorted && <i className={`codicon codicon-arrow-${sort?.descending ? 'down' : 'up'}`} aria-hidden />}
              </button>
            )}
            <span className="grid-resize" aria-hidden onPointerDown={(event) => drag(event, column, width)} />
          </div>
        );
      })}
    </div>
  );
}
