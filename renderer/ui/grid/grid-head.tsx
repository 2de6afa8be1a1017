import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from 'react';
import type { Column } from './column.ts';

interface GridHeadProps<Row, Sort extends string> {
  readonly columns: readonly Column<Row, Sort>[];
  readonly widths: readonly number[];
  readonly sort: { readonly by: Sort; readonly descending: boolean } | null;
  readonly onSort: ((by: Sort, descending: boolean) => void) | undefined;
  onResize(id: string, width: number): void;
}

/** One stop of Tab: arrows go along the titles, Enter and Space sort, ArrowDown goes back to the rows. */
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

  const sortable = columns.filter((column) => column.sort !== undefined && onSort !== undefined).map(({ id }) => id);
  const [last, setLast] = useState<string | null>(null);
  const current = last !== null && sortable.includes(last) ? last : sortable[0];
  const onKey = (event: KeyboardEvent<HTMLDivElement>): void => {
    // The grid below must not take these keys for its rows.
    event.stopPropagation();
    const titles = [...event.currentTarget.querySelectorAll('button')];
    const at = titles.findIndex((title) => title.matches(':focus'));
    const targets: Readonly<Record<string, HTMLElement | null | undefined>> = {
      ArrowRight: titles[at + 1],
      ArrowLeft: titles[at - 1],
      Home: titles[0],
      End: titles.at(-1),
      ArrowDown: event.currentTarget.closest<HTMLElement>('[role="grid"]'),
    };
    const target = targets[event.key];
    if (target == null) return;
    target.focus();
    event.preventDefault();
  };

  return (
    <div role="row" aria-rowindex={1} className="grid-head" onKeyDown={onKey}>
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
                tabIndex={column.id === current ? 0 : -1}
                onFocus={() => setLast(column.id)}
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
