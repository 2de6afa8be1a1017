import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { ContextMenu, type MenuGroups } from '#renderer/ui/menu.tsx';
import { type Column, layoutColumns } from './column.ts';
import { GridHead } from './grid-head.tsx';
import { GridRow, type RowBulb, type RowTree } from './grid-row.tsx';
import { ReadingStrip } from './reading-strip.tsx';
import type { Selection, SelectionMove } from './selection.ts';
import { useSelecting } from './use-selecting.ts';
import './grid.css';

/** Chromium lays out at most about 33 million px; beyond this many rows the grid asks for a narrower filter. */
const mostRows = 1_000_000;
/** px left and right of the rows, as in grid.css. */
const inset = 16;

export interface GridProps<Row, Sort extends string> {
  readonly label: string;
  readonly columns: readonly Column<Row, Sort>[];
  /** Rows that the filter lets through; the loaded window begins at `first`. */
  readonly total: number;
  readonly first: number;
  readonly rows: readonly Row[];
  readonly rowHeight: number;
  idOf(row: Row): string;
  readonly sort: { readonly by: Sort; readonly descending: boolean } | null;
  onSort?(by: Sort, descending: boolean): void;
  readonly selection: Selection;
  onSelect(selection: Selection): void;
  /** Rows beyond the loaded window, where a selection or a copy reaches them. Without it they cannot be selected. */
  loadRows?(first: number, count: number): Promise<readonly Row[]>;
  /** The ids of such rows in one cheap answer, for a selection; without it they are read with their rows. */
  loadIds?(first: number, count: number): Promise<readonly string[]>;
  /** Where a row stands now; null: it is not among them any more. Without it the focus follows within the loaded window. */
  locate?(id: string): Promise<number | null>;
  /** The rows that are to be loaded: what is visible and a little around it. */
  onWindow(first: number, count: number): void;
  onOpen?(row: Row): void;
  onPreview?(row: Row): void;
  onCopy?(tsv: string): void;
  onDelete?(): void;
  /** The menu of the selected rows, by a right click or the menu key. */
  menu?(): MenuGroups;
  /** Given: a light bulb stands at the row with the focus, where `row` has one. */
  readonly bulb?: RowBulb<Row>;
  /** Given: rows are a tree of two levels, which Left and Right fold and unfold. */
  readonly tree?: RowTree<Row>;
  /** The page is about it: who enters the page stands in it. */
  readonly isMain?: boolean;
  readonly empty: ReactNode;
}

export function Grid<Row, Sort extends string>(props: GridProps<Row, Sort>): ReactNode {
  const { columns, rows, first, rowHeight, selection } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const own = useId();
  const [available, setAvailable] = useState(0);
  const [resized, setResized] = useState<Readonly<Record<string, number>>>({});
  const total = Math.min(props.total, mostRows);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    setAvailable(element.clientWidth);
    const observer = new ResizeObserver(() => setAvailable(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const items = virtualizer.getVirtualItems();
  const top = items[0]?.index ?? 0;
  const bottom = items.at(-1)?.index ?? 0;
  const { onWindow } = props;
  // Windows are asked for in blocks, so that a slow scroll does not ask for each row anew.
  const from = Math.max(0, Math.floor((top - 20) / 40) * 40);
  const count = Math.min(500, Math.ceil((bottom - from + 21) / 40) * 40);
  useEffect(() => onWindow(from, count), [from, count, onWindow]);

  const widths = useMemo(() => layoutColumns(columns, resized, available - 2 * inset), [columns, resized, available]);
  const width = widths.reduce((sum, one) => sum + one, 2 * inset);
  const rowAt = (index: number): Row | undefined => rows[index - first];
  const { follows, move, selectAll, copy, reading, cancel } = useSelecting({ ...props, total });
  // The row with the focus may be chosen from outside, by a chart or a search; a refresh alone scrolls nothing.
  const reveal = useRef<(row: number) => void>(() => {});
  reveal.current = (row) => {
    if (row >= 0 && row < total && !follows(row)) virtualizer.scrollToIndex(row, { align: 'auto' });
  };
  useEffect(() => reveal.current(selection.focus), [selection.focus]);
  const go = (index: number, how: SelectionMove): void => {
    if (total === 0) return;
    const next = Math.max(0, Math.min(total - 1, index));
    move(next, how);
    virtualizer.scrollToIndex(next, { align: 'auto' });
  };

  /** Left folds or goes up to the group, Right unfolds or goes down into it. */
  const inTree = ({ isOpen, fold }: RowTree<Row>, row: Row, key: string): boolean => {
    if (key !== 'ArrowLeft' && key !== 'ArrowRight') return false;
    const [open, down] = [isOpen(row), key === 'ArrowRight'];
    if (open !== null && open !== down) fold(row, down);
    else if (down && open === true) go(selection.focus + 1, 'replace');
    else if (!down && open === null) {
      const above = rows.slice(0, Math.max(0, selection.focus - first)).findLastIndex((one) => isOpen(one) !== null);
      if (above >= 0) go(first + above, 'replace');
    }
    return true;
  };

  const onKey = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / rowHeight) - 2);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: selection.focus + 1,
      ArrowUp: selection.focus - 1,
      PageDown: selection.focus + page,
      PageUp: selection.focus - page,
      Home: 0,
      End: total - 1,
    };
    const target = steps[event.key];
    const control = event.ctrlKey || event.metaKey;
    const focused = rowAt(selection.focus);
    if (props.tree !== undefined && focused !== undefined && inTree(props.tree, focused, event.key)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (target !== undefined) go(target, event.shiftKey ? 'range' : control ? 'focus' : 'replace');
    else if (event.key === 'Enter' && focused !== undefined) props.onOpen?.(focused);
    else if (event.key === ' ' && focused !== undefined) {
      if (control) go(selection.focus, 'toggle');
      else props.onPreview?.(focused);
    } else if (control && event.key.toLowerCase() === 'a') {
      selectAll();
    } else if (
      event.key === 'Delete' &&
      props.onDelete !== undefined &&
      (focused !== undefined || selection.ids.size > 0)
    )
      // What is selected may be far from the window, with no row in it that has the focus.
      props.onDelete();
    else if (control && event.key.toLowerCase() === 'c' && !window.getSelection()?.toString()) copy();
    else if (event.key === 'Escape' && reading !== null) cancel();
    else if (event.key === 'Escape' && selection.ids.size > 0) props.onSelect({ ...selection, ids: new Set() });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const onClick = (event: MouseEvent, index: number): void => {
    scroller.current?.focus({ preventScroll: true });
    go(index, event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : 'replace');
  };

  const focusIsDrawn = items.some((item) => item.index === selection.focus);
  const body = (
    <div
      className="grid-scroller"
      role={props.tree === undefined ? 'grid' : 'treegrid'}
      aria-label={props.label}
      aria-rowcount={props.total + 1}
      aria-colcount={columns.length}
      aria-multiselectable
      data-autofocus={props.isMain === true ? '' : undefined}
      ref={scroller}
      tabIndex={0}
      onKeyDown={onKey}
      aria-activedescendant={focusIsDrawn ? `${own}-${selection.focus}` : undefined}
    >
      <GridHead
        columns={columns}
        widths={widths}
        sort={props.sort}
        onSort={props.onSort}
        onResize={(id, to) => setResized({ ...resized, [id]: to })}
      />
      {props.total === 0 ? (
        <div role="row" aria-rowindex={2}>
          <div role="gridcell" aria-colspan={columns.length} className="grid-empty">
            {props.empty}
          </div>
        </div>
      ) : (
        <div className="grid-rows" role="rowgroup" style={{ height: virtualizer.getTotalSize(), width }}>
          {items.map((item) => {
            const row = rowAt(item.index);
            const selected = row !== undefined && selection.ids.has(props.idOf(row));
            return (
              <GridRow
                key={item.index}
                id={`${own}-${item.index}`}
                rowId={row === undefined ? undefined : props.idOf(row)}
                index={item.index}
                place={{ transform: `translateY(${item.start}px)`, height: rowHeight, width }}
                row={row}
                columns={columns}
                widths={widths}
                selected={selected}
                focused={item.index === selection.focus}
                bulb={props.bulb}
                tree={props.tree}
                onMouseDown={(event) => event.button === 0 && onClick(event, item.index)}
                onDoubleClick={() => row !== undefined && props.onOpen?.(row)}
                onContextMenu={() => !selected && go(item.index, 'replace')}
              />
            );
          })}
        </div>
      )}
    </div>
  );
  const { menu } = props;
  return (
    <div className="grid">
      {menu === undefined ? (
        body
      ) : (
        <ContextMenu label={props.label} groups={menu}>
          {body}
        </ContextMenu>
      )}
      {reading !== null && <ReadingStrip {...reading} onCancel={cancel} />}
    </div>
  );
}
