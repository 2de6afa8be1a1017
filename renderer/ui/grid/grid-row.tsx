import type { CSSProperties, MouseEventHandler, ReactNode } from 'react';
import { Icon } from '#renderer/ui/icon.tsx';
import type { Column } from './column.ts';

/** The light bulb at the row with the focus. */
export interface RowBulb<Row> {
  has(row: Row): boolean;
  show(row: Row): void;
}

/** Rows that hold others. */
export interface RowTree<Row> {
  /** null: it is no group. */
  isOpen(row: Row): boolean | null;
  fold(row: Row, open: boolean): void;
  /** What stands in the line of a group instead of columns. */
  head(row: Row): ReactNode;
}

export function GridRow<Row, Sort extends string>(props: {
  readonly id: string;
  readonly rowId: string | undefined;
  readonly index: number;
  readonly place: CSSProperties;
  /** undefined: it is not loaded yet. */
  readonly row: Row | undefined;
  readonly columns: readonly Column<Row, Sort>[];
  readonly widths: readonly number[];
  readonly selected: boolean;
  readonly focused: boolean;
  readonly bulb: RowBulb<Row> | undefined;
  readonly tree: RowTree<Row> | undefined;
  readonly onMouseDown: MouseEventHandler;
  readonly onDoubleClick: MouseEventHandler;
  readonly onContextMenu: MouseEventHandler;
}): ReactNode {
  const { id, rowId, index, place, row, selected, focused, tree, onMouseDown, onDoubleClick, onContextMenu } = props;
  const open = row === undefined || tree === undefined ? null : tree.isOpen(row);
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      {...(tree === undefined ? {} : { 'aria-level': open === null ? 2 : 1 })}
      {...(open === null ? {} : { 'aria-expanded': open })}
      data-focus={focused || undefined}
      data-id={rowId}
      className="grid-row"
      style={place}
      onMouseDown={onMouseDown}
      onDoubleClick={onDoubleClick}
      onContextMenu={onContextMenu}
    >
      {row === undefined ? null : open === null || tree === undefined ? (
        <Cells {...props} row={row} />
      ) : (
        <div role="gridcell" aria-colspan={props.columns.length} className="grid-group">
          <button
            type="button"
            className="grid-twist"
            tabIndex={-1}
            aria-hidden
            onMouseDown={(event) => event.stopPropagation()}
            onClick={() => tree.fold(row, !open)}
          >
            <Icon name={open ? 'chevron-down' : 'chevron-right'} />
          </button>
          {tree.head(row)}
        </div>
      )}
    </div>
  );
}

function Cells<Row, Sort extends string>(props: {
  readonly row: Row;
  readonly columns: readonly Column<Row, Sort>[];
  readonly widths: readonly number[];
  readonly focused: boolean;
  readonly bulb: RowBulb<Row> | undefined;
}): ReactNode {
  const { row, columns, widths, focused, bulb } = props;
  return columns.map((column, index) => (
    <div
      key={column.id}
      role="gridcell"
      aria-colindex={index + 1}
      className={column.align === 'end' ? 'grid-cell end' : 'grid-cell'}
      style={{ width: widths[index] }}
    >
      {index === 0 && focused && bulb?.has(row) === true && <Bulb onClick={() => bulb.show(row)} />}
      {column.cell(row)}
    </div>
  ));
}

/** For the mouse: the keyboard has Ctrl+. */
function Bulb({ onClick }: { readonly onClick: () => void }): ReactNode {
  return (
    <button
      type="button"
      className="grid-bulb"
      title="Show Fixes (Ctrl+.)"
      tabIndex={-1}
      aria-hidden
      onMouseDown={(event) => event.stopPropagation()}
      onClick={onClick}
    >
      <Icon name="lightbulb" size={14} className="bulb" />
    </button>
  );
}
