import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useRef } from 'react';
import { classNames } from './class-names.ts';
import './long-table.css';

/** px, as in long-table.css. */
const rowHeight = 24;

export interface LongTableColumn {
  readonly key: string;
  readonly title: ReactNode;
  /** CSS length; without it the column shares what is left. */
  readonly width?: string;
  readonly className?: string;
}

/** A table that scrolls by itself and draws only the rows in sight, each of one line. `row` draws a `<tr>`. */
export function LongTable<Item>(props: {
  label: string;
  columns: readonly LongTableColumn[];
  items: readonly Item[];
  className?: string;
  row: (item: Item, index: number) => ReactNode;
}) {
  const { label, columns, items, className, row } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 20,
  });
  const shown = rows.getVirtualItems();
  const before = shown[0]?.start ?? 0;
  const after = rows.getTotalSize() - (shown.at(-1)?.end ?? 0);
  return (
    <section className="long-table-scroll" aria-label={label} ref={scroller} tabIndex={0}>
      <table className={classNames(className)} aria-rowcount={items.length + 1}>
        <colgroup>
          {columns.map(({ key, width }) => (
            <col key={key} style={width === undefined ? undefined : { width }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map(({ key, title, className: kind }) => (
              <th key={key} scope="col" className={kind}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 ? <tr aria-hidden style={{ height: before }} /> : null}
          {shown.map(({ index }) => {
            const item = items[index];
            return item === undefined ? null : row(item, index);
          })}
          {after > 0 ? <tr aria-hidden style={{ height: after }} /> : null}
        </tbody>
      </table>
    </section>
  );
}
